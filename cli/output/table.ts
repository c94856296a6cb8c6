import type { Rendered } from "../../engine";
import type { Rows } from "./rows";
import type { Sink } from "./sink";
import { displayWidth, pad, truncate, visible } from "./visibleText";

/** Rows that are looked at to find the widths of columns; later rows are cut to those. */
const sampleRows = 1000;

/** Columns as wide as their values, as far as a line holds them: a value that is cut ends in `…`. */
export async function printTable(sink: Sink, { columns, rows }: Rows): Promise<void> {
  const labels = columns.map(({ label }) => visible(label));
  let widths: number[] | undefined;
  let held: string[][] = [];
  const flush = async (): Promise<void> => {
    if (widths === undefined) {
      widths = fit([labels, ...held], sink.width);
      const rule = widths.map((width) => "─".repeat(width));
      await sink.write(line(labels, widths) + line(rule, widths));
    }
    const fixed = widths;
    await sink.write(held.map((row) => line(row, fixed)).join(""));
    held = [];
  };
  for await (const some of rows) {
    held.push(...some.map((row) => row.map(shown)));
    if (held.length >= sampleRows) await flush();
    if (sink.isClosed) return;
  }
  await flush();
}

function shown(value: Rendered): string {
  return value === null ? "NULL" : visible(String(value));
}

function line(cells: readonly string[], widths: readonly number[]): string {
  const padded = cells.map((text, at) => {
    const width = widths[at] ?? 0;
    return pad(truncate(text, width), width);
  });
  return `${padded.join("  ").trimEnd()}\n`;
}

/** The widths that the cells need, the widest cut until all fit, though never below 8 columns. */
function fit(cells: readonly string[][], total: number): number[] {
  const widths = (cells[0] ?? []).map((_, at) =>
    Math.max(1, ...cells.map((row) => displayWidth(row[at] ?? ""))),
  );
  const available = total - 2 * (widths.length - 1);
  let excess = widths.reduce((sum, width) => sum + width, 0) - available;
  while (excess > 0) {
    const widest = Math.max(...widths);
    if (widest <= 8) break;
    const at = widths.indexOf(widest);
    const next = Math.max(8, ...widths.filter((width) => width < widest));
    const cut = Math.min(excess, widest - Math.min(next, widest - 1));
    widths[at] = widest - cut;
    excess -= cut;
  }
  return widths;
}
