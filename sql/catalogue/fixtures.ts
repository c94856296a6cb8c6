import { existsSync } from "node:fs";
import { isScalar, LineCounter, parseDocument, type Document } from "yaml";
import type { Detection } from "./detection";
import { CatalogueError } from "./error";
import { readText } from "./file";
import { ChangeError, eventsOf } from "./fixtureEvents";
import { fixtureSchema } from "./fixtureSchema";
import type { Indicator } from "./indicators";
import { mistakesOf } from "./mistakes";
import type { JsonObject } from "./recordPath";

/** How the file of a detection's fixtures ends, behind the detection's id. */
export const fixturesEnding = ".fixtures.yaml";

/**
 * What a case shows: events that are found, events that differ from such in a single thing and are not, and ordinary
 * ones that are not.
 */
const caseKinds = ["firing", "nearMisses", "quiet"] as const;
export type CaseKind = (typeof caseKinds)[number];

/** Events that are in the logs together, and how many findings they make. */
export interface FixtureCase {
  kind: CaseKind;
  /** The rule that the case shows, in words. */
  name: string;
  /** Where it stands in the file, from 1. */
  line: number;
  /** Whole records. Each has an `eventID` of its own unless the case says otherwise. */
  events: JsonObject[];
  /** How many findings they make. 0 unless the case is a firing one. */
  finds: number;
}

/** What a detection is tried on. */
export interface Fixtures {
  /** The path of the file, for messages. */
  file: string;
  /** At least one of each kind. */
  cases: FixtureCase[];
  /** What INDICATORS lists. None in most files. */
  indicators: Indicator[];
}

/**
 * Reads the fixtures that stand beside a detection, `<id>.fixtures.yaml`.
 *
 * @returns Undefined when the detection has none.
 * @throws CatalogueError that names the file, the case and what is expected.
 */
export function readFixtures({
  id,
  file: sql,
}: Pick<Detection, "id" | "file">): Fixtures | undefined {
  const file = sql.replace(/\.sql$/, fixturesEnding);
  if (!existsSync(file)) return undefined;
  const lines = new LineCounter();
  const document = parseDocument(readText(file), { lineCounter: lines, merge: true });
  const [error] = document.errors;
  if (error) throw new CatalogueError(`${file}: the fixtures are no valid YAML: ${error.message}`);
  const read = fixtureSchema.safeParse(valueOf(document, file), { reportInput: true });
  if (!read.success) {
    throw new CatalogueError(
      [`${file}: the fixtures are wrong.`, ...mistakesOf(read.error)].join("\n  "),
    );
  }
  const { event, indicators, ...cases } = read.data;
  return {
    file,
    indicators: indicators.map((each) => ({ ...each, description: each.value })),
    cases: caseKinds.flatMap((kind) =>
      Object.entries(cases[kind]).map(([name, given]) => ({
        kind,
        name,
        line: lineOf(document, lines, kind, name),
        events: inCase(file, `${kind}.${name}`, () =>
          eventsOf(event as Event, given, [id, kind, name].join("\n")),
        ),
        finds: given.finds,
      })),
    ),
  };
}

type Event = JsonObject & { eventTime: string };

/** The document's value. YAML's aliases spare one from writing an identity twice, within bounds. */
function valueOf(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (error instanceof ReferenceError)
      throw new CatalogueError(`${file}: the fixtures are no valid YAML: ${error.message}.`);
    throw error;
  }
}

function lineOf(document: Document, lines: LineCounter, ...[kind, name]: [string, string]): number {
  const cases = document.get(kind) as { items: { key: { range?: [number] } }[] };
  const key = cases.items
    .map((item) => item.key)
    .find((key) => isScalar(key) && String(key.value) === name);
  return lines.linePos(key?.range?.[0] ?? 0).line;
}

function inCase<T>(file: string, name: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof ChangeError)
      throw new CatalogueError(`${file}: ${name}: ${error.message}.`);
    throw error;
  }
}
