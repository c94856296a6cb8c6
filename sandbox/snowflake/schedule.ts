import { after, type Clock } from "../resource/clock";
import { blockStatements } from "../../engine";
import type { DynamicTable, Run, Snowflake, Task } from "./account";
import type { Alert } from "./alertState";
import { SnowflakeError } from "./error";
import { quoted } from "./identifier";

/** How long a task that its condition triggers waits after a run, in seconds. Source: "Triggered tasks". */
const triggerInterval = 30;

/** Something that runs by itself at a time. */
interface Due {
  at: Date;
  run: () => Promise<void>;
}

/** Moves the clock to a time, and runs on the way what is due, one after the other in the order of their times. */
export async function runUntil(end: Date, account: Snowflake, clock: Clock): Promise<void> {
  for (;;) {
    const [next] = (await allDue(account)).sort((a, b) => a.at.getTime() - b.at.getTime());
    if (!next || next.at > end) break;
    clock.moveTo(next.at);
    await next.run();
  }
  clock.moveTo(end);
}

async function allDue(account: Snowflake): Promise<Due[]> {
  const due: Due[] = [];
  for (const task of account.tasks.values()) {
    const at = await dueAt(task, account);
    if (at) due.push({ at, run: () => runTask(task, account) });
  }
  for (const alert of account.alerts.values()) {
    const { started, interval, runs } = alert;
    if (!started) continue;
    const last = runs.filter(({ at }) => at >= started).at(-1)?.at ?? started;
    due.push({ at: after(last, interval), run: () => runAlert(alert, account) });
  }
  for (const table of account.relations.values()) {
    if (table.kind !== "dynamic table") continue;
    const at = after(table.refreshes.at(-1)?.at ?? account.now, table.targetLag);
    due.push({ at, run: () => refresh(table, account) });
  }
  return due;
}

/** When the task runs next; undefined if it is suspended, or nothing triggers it. */
async function dueAt(task: Task, account: Snowflake): Promise<Date | undefined> {
  const { started, interval, runs } = task;
  if (!started) return undefined;
  const last = runs.filter(({ at }) => at >= started).at(-1)?.at;
  if (interval !== undefined) return after(last ?? started, interval);
  if (!(await holds(task, account))) return undefined;
  const earliest = last ? after(last, triggerInterval) : started;
  return earliest > account.now ? earliest : account.now;
}

async function holds({ when }: Task, { relations, runner }: Snowflake): Promise<boolean> {
  if (when === undefined) return true;
  const stream = relations.get(when);
  return stream?.kind === "stream" && runner.hasData(stream);
}

async function runTask(task: Task, account: Snowflake): Promise<void> {
  const at = account.now;
  if (!(await holds(task, account))) {
    task.runs.push({ at, state: "SKIPPED" });
    return;
  }
  let run = await attempt(at, () => execute(task, account));
  for (let again = 0; again < task.retries && run.state === "FAILED"; again += 1) {
    run = await attempt(at, () => execute(task, account));
  }
  const latest = [...task.runs.filter(({ state }) => state !== "SKIPPED"), run].slice(
    -task.failuresAllowed,
  );
  const isFull = task.failuresAllowed > 0 && latest.length === task.failuresAllowed;
  const isSuspended = isFull && latest.every(({ state }) => state === "FAILED");
  task.runs.push(isSuspended ? { ...run, state: "FAILED_AND_AUTO_SUSPENDED" } : run);
  if (isSuspended) task.started = undefined;
}

function execute(task: Task, account: Snowflake): Promise<void> {
  const { database, schema, statement, warehouse, faults } = task;
  requireWarehouse(warehouse, account);
  const fault = faults.shift();
  return account.runner.insert(statement, {
    namespace: [database, schema],
    beforeCommit() {
      if (fault !== undefined) throw new SnowflakeError(fault);
    },
  });
}

/** Looks at the condition, and acts if it has a row. Each statement of the action stands for itself. */
async function runAlert(alert: Alert, account: Snowflake): Promise<void> {
  const { database, schema, condition, warehouse, runs } = alert;
  const at = account.now;
  let isDue = false;
  const { error: unknown } = await attempt(at, async () => {
    requireWarehouse(warehouse, account);
    isDue = await account.runner.hasRow(condition, [database, schema]);
  });
  if (unknown !== undefined) {
    runs.push({ at, state: "CONDITION_FAILED", error: unknown });
  } else if (!isDue) {
    runs.push({ at, state: "CONDITION_FALSE" });
  } else {
    const { error } = await attempt(at, () => act(alert, account));
    runs.push(
      error === undefined ? { at, state: "TRIGGERED" } : { at, state: "ACTION_FAILED", error },
    );
  }
}

async function act(
  { database, schema, action, faults }: Alert,
  { runner }: Snowflake,
): Promise<void> {
  const namespace = [database, schema] as const;
  const fault = faults.shift();
  for (const [place, { kind, text }] of blockStatements(action).entries()) {
    if (place === fault?.before) throw new SnowflakeError(fault.error);
    if (kind === "CALL") await runner.call(text, namespace);
    else if (kind === "INSERT") await runner.insert(text, { namespace });
    else await runner.update(text, { namespace });
  }
}

async function refresh(table: DynamicTable, account: Snowflake): Promise<void> {
  const run = await attempt(account.now, () => {
    requireWarehouse(table.warehouse, account);
    return account.runner.refresh(table);
  });
  table.refreshes.push(run);
}

function requireWarehouse(warehouse: string | undefined, { warehouses }: Snowflake): void {
  if (warehouse !== undefined && !warehouses.has(quoted(warehouse))) {
    throw new SnowflakeError(`090073 (22000): Warehouse '${warehouse}' cannot be used: it is gone`);
  }
}

async function attempt(at: Date, work: () => Promise<void>): Promise<Run> {
  try {
    await work();
    return { at, state: "SUCCEEDED" };
  } catch (error) {
    if (error instanceof SnowflakeError) return { at, state: "FAILED", error: error.message };
    throw error;
  }
}
