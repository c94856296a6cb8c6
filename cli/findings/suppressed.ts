import type { Engine } from "../../engine";
import type { Catalogue } from "../../sql/catalogue";

/** How many findings the exceptions leave out of FINDINGS. */
export async function suppressedCount(
  engine: Engine,
  { exceptions }: Pick<Catalogue, "exceptions">,
): Promise<number> {
  if (exceptions.length === 0) return 0;
  const { rows } = await engine.query("select count(*) from suppressed");
  return Number(rows[0]?.[0]);
}
