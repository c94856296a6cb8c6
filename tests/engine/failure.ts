import type { Engine } from "../../engine";

/** What is said of a statement that fails. */
export async function failureOf(engine: Engine, sql: string): Promise<string> {
  try {
    await engine.execute(sql);
  } catch (error) {
    return String(error);
  }
  throw new Error("The statement was meant to fail.");
}
