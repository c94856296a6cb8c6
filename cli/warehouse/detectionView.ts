import { QueryError, type Column, type Engine } from "../../engine";
import type { Detection } from "../../sql/catalogue";

/**
 * Creates the view of a detection. FINDINGS unites the detections, so all of them have to have the columns of
 * `cloudtrail`.
 *
 * @throws SqlError and QueryError that name the detection's file.
 */
export async function createDetectionView(
  engine: Engine,
  { viewName, statement, file }: Detection,
  cloudtrail: readonly Column[],
): Promise<void> {
  try {
    mustBe(cloudtrail, await engine.createView(viewName, statement));
  } catch (error) {
    throw inFile(file, error);
  }
}

function mustBe(cloudtrail: readonly Column[], columns: readonly Column[]): void {
  const names = columns.map(({ name }) => name).join(", ");
  if (names !== cloudtrail.map(({ name }) => name).join(", ")) {
    throw new QueryError(
      `a detection returns rows of cloudtrail with all their columns, as "select * from cloudtrail where …" does. This one returns ${names}.`,
    );
  }
}

/** The same error, with the file of the statement in front. */
export function inFile(file: string, error: unknown): unknown {
  if (error instanceof Error) error.message = `${file}: ${error.message}`;
  return error;
}
