import type { Delivery } from "../crossing/delivery";
import { deploy } from "../pulumi/deploy";
import type { Sandbox } from "../sandbox";

/** How often the task is looked at, in seconds: it runs as soon as its stream has something. */
const moment = 60;

/**
 * Switches the running stack to a table of events that a task loads, lets the last file come once more, as a second
 * trail would deliver it, and tells what came of both.
 */
export async function switchToTask(
  sandbox: Sandbox,
  stack: string,
  settings: Record<string, string>,
  comeAgain: () => Promise<Delivery>,
): Promise<string[]> {
  const delivered = await count(sandbox);
  const config = { ...settings, "snowtrail:materialization": JSON.stringify({ mode: "task" }) };
  const { steps } = await deploy({ stack, sandbox, config });
  const loaded = await count(sandbox);
  const again = await comeAgain();
  await sandbox.advance(moment);
  const [task] = sandbox.snowflake.tasks.values();
  const [run] = task?.runs ?? [];
  if (!task || !run) throw new Error("The task did not run, and its stream had a file.");
  const more = (await count(sandbox)) - loaded;
  return [
    `Switched to materialization.mode task: ${steps.map(({ urn }) => urn.split("::").at(-1)).join(", ")}`,
    `  CLOUDTRAIL showed ${delivered} events as delivered, and shows ${loaded} now, each once`,
    `  ${again.rows} file came again, ${task.name} ran: ${run.state}, ${more} events more`,
  ];
}

async function count(sandbox: Sandbox): Promise<number> {
  const { rows } = await sandbox.query("select count(*) from cloudtrail");
  return Number(rows[0]?.[0]);
}
