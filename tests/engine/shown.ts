import { Engine, type Rendered } from "../../engine";

let engine: Promise<Engine> | undefined;

/** The rows of a Snowflake SELECT without tables, as Snowflake's clients show them. */
export async function shownRows(select: string): Promise<Rendered[][]> {
  engine ??= Engine.open();
  return (await (await engine).query(select)).rows;
}

/** The values of an only row, by what stands after SELECT. */
export async function shown(expressions: string): Promise<Rendered[]> {
  const [row = [], ...more] = await shownRows(`select ${expressions}`);
  if (more.length > 0) throw new Error(`Expected one row, got ${more.length + 1}.`);
  return row;
}

/** The message with which an expression is refused or fails. */
export async function failure(expressions: string): Promise<string> {
  try {
    await shown(expressions);
  } catch (error) {
    if (error instanceof Error) return error.message.replace("Invalid Input Error: ", "");
  }
  throw new Error(`This did not fail: select ${expressions}`);
}

after(async () => {
  await (await engine)?.close();
  // Another file of tests in the same process opens its own.
  engine = undefined;
});
