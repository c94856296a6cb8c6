import { isDeepStrictEqual } from "node:util";
import { QueryError, SqlError, type Engine } from "../../engine";
import type { Relation, Stream, Table, UserDefinedFunction } from "./account";
import { isOn } from "./table";

/** What a schema holds that statements can name. */
type Named = Relation | UserDefinedFunction;

/** A schema as it runs: the relations and functions that the engine was given. */
export interface Running {
  engine: Engine;
  has: Set<Named>;
}

/**
 * Makes the engine's relations and functions those that are in the account: first what is gone goes, with what reads it, and then
 * comes what is new, each after what it reads.
 */
export async function follow(running: Running, relations: readonly Named[]): Promise<void> {
  const { has } = running;
  keepAltered(has, relations);
  const gone = [...has].filter((relation) => !relations.includes(relation));
  if (gone.length === 0 && relations.every((relation) => has.has(relation))) return;
  const readers = [...has].filter(
    (each) => each.kind === "view" || (each.kind === "stream" && gone.some(isTableOf(each))),
  );
  for (const relation of new Set([...readers, ...gone])) await drop(relation, running);
  for (const relation of relations) {
    if (relation.kind === "table" && !has.has(relation)) await createTable(relation, running);
  }
  for (const relation of relations) {
    if (relation.kind === "stream" && !has.has(relation)) await createStream(relation, running);
  }
  for (const relation of relations) {
    if (relation.kind !== "dynamic table" || has.has(relation)) continue;
    await running.engine.createTable(relation.name, relation.columns);
    has.add(relation);
  }
  await createTexts(running, relations);
}

/** What was altered without another name or other columns is the same to the engine, rows and all. */
function keepAltered(has: Set<Named>, relations: readonly Named[]): void {
  for (const before of has) {
    const after = relations.find((each) => each !== before && isAltered(before, each));
    if (!after || relations.includes(before)) continue;
    has.delete(before);
    has.add(after);
  }
}

function isAltered(before: Named, after: Named): boolean {
  if (before.kind === "function" || after.kind === "function") return false;
  const isSame =
    (before.kind === "table" && after.kind === "table" && before.loads === after.loads) ||
    (before.kind === "dynamic table" &&
      after.kind === "dynamic table" &&
      before.refreshes === after.refreshes);
  return isSame && before.name === after.name && isDeepStrictEqual(before.columns, after.columns);
}

const isTableOf =
  (stream: Stream) =>
  (relation: Named): boolean =>
    relation.kind === "table" && isOn(stream, relation);

async function drop(object: Named, { engine, has }: Running): Promise<void> {
  await (object.kind === "function"
    ? engine.dropFunction(object.made.name)
    : engine.drop(object.name));
  has.delete(object);
}

async function createTable(table: Table, { engine, has }: Running): Promise<void> {
  await engine.createTable(table.name, table.columns);
  for (const { copy, file, at } of table.loads) await engine.copyInto(copy, [file], at);
  has.add(table);
}

/** A stream whose table is gone, or another one by now, is left out: it does not run. */
async function createStream(stream: Stream, { engine, has }: Running): Promise<void> {
  if (![...has].some(isTableOf(stream))) return;
  await engine.createStream(stream.name, stream.table.name, stream.showInitialRows);
  has.add(stream);
}

/** Functions and views, each after what it names. One that names what is gone is left out: it does not run. */
async function createTexts({ engine, has }: Running, all: readonly Named[]): Promise<void> {
  for (;;) {
    const before = has.size;
    for (const text of all) {
      if ((text.kind !== "view" && text.kind !== "function") || has.has(text)) continue;
      try {
        if (text.kind === "function") await engine.createFunction(text.statement);
        else await engine.createView(text.name, text.statement);
        has.add(text);
      } catch (error) {
        if (!(error instanceof SqlError) && !(error instanceof QueryError)) throw error;
      }
    }
    if (has.size === before) return;
  }
}
