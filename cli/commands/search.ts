import type { Column, Rendered } from "../../engine";
import { actionName } from "../output/actionName";
import { printRows, type Format } from "../output/format";
import { readable } from "../output/readable";
import type { Rows } from "../output/rows";
import type { Terminal } from "../output/terminal";
import { hitsOf } from "../search/hits";
import { patternOf } from "../search/pattern";
import type { Input } from "./inputText";
import type { SourceOptions } from "./loading";
import { withoutDetections } from "./askedCatalogue";
import { overEvents } from "./overEvents";

export interface SearchOptions extends SourceOptions {
  format: Format;
  db?: string;
}

/**
 * Prints the events in which a text or a regular expression occurs, and where in the record.
 *
 * @returns The exit status.
 */
export async function search(
  text: string,
  paths: readonly string[],
  options: SearchOptions,
  terminal: Terminal,
  stdin: Input,
): Promise<number> {
  const { format } = options;
  const pattern = patternOf(text);
  return overEvents(
    {
      ...{ paths, stdin, sources: options, db: options.db, catalogue: withoutDetections() },
      unlessKept: () => ({
        choice: {
          stored: [
            {
              takes: (json, start, end) =>
                pattern.occursInRecord(json.toString("utf8", start, end)),
            },
          ],
        },
      }),
    },
    terminal,
    async (warehouse) => {
      const hits = await hitsOf(warehouse, pattern);
      await printRows(terminal.stdout, format, format === "table" ? readable(brief(hits)) : hits);
    },
  );
}

/** The columns of a table of hits, each made of a row's values by their labels. */
const briefColumns: [label: string, of: (values: ReadonlyMap<string, Rendered>) => Rendered][] = [
  ["what", (values) => actionName(text(values, "eventName"), text(values, "eventSource"))],
  ["who", (values) => values.get("actor") ?? null],
  ["from", (values) => values.get("sourceIPAddress") ?? null],
  ["found", (values) => foundText(String(values.get("found")))],
];

/** Hits as a line of a terminal holds them: when, what, who, from where, and where in the record. */
function brief({ columns, rows }: Rows): Rows {
  const time = columns[0];
  const labels = columns.map(({ label }) => label);
  async function* brief(): AsyncGenerator<Rendered[][]> {
    for await (const some of rows) {
      yield some.map((row) => {
        const values = new Map(labels.map((label, at) => [label, row[at] ?? null]));
        return [row[0] ?? null, ...briefColumns.map(([, of]) => of(values))];
      });
    }
  }
  const made = briefColumns.map(([label]): Column => ({ name: label, label, type: "VARCHAR" }));
  return { columns: [...(time === undefined ? [] : [time]), ...made], rows: brief() };
}

function text(values: ReadonlyMap<string, Rendered>, label: string): string | undefined {
  const value = values.get(label);
  return typeof value === "string" ? value : undefined;
}

/** The first place with its value, and how many more there are. */
function foundText(json: string): string {
  const places = Object.entries(JSON.parse(json) as Record<string, string>);
  const [path, value] = places[0] ?? [];
  const more = places.length > 1 ? ` and ${places.length - 1} more` : "";
  return `${path}: ${value}${more}`;
}
