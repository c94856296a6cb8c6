import { gravestFirst } from "../../sql/catalogue";
import { printRows, type Format } from "../output/format";
import { textRows } from "../output/rows";
import type { Terminal } from "../output/terminal";
import { askedCatalogue, type DetectionOptions } from "./askedCatalogue";
import { exitStatus } from "./exitStatus";

export interface ListOptions extends DetectionOptions {
  format: Format;
}

/**
 * Prints the detections, the gravest first.
 *
 * @returns The exit status.
 */
export async function list(options: ListOptions, { stdout }: Terminal): Promise<number> {
  const { detections } = askedCatalogue(options);
  const sorted = [...detections].sort((a, b) => gravestFirst(a.severity, b.severity));
  const columns = ["severity", "id", "title", "techniques", "status"];
  const rows = sorted.map(({ severity, id, title, attack, status }) => [
    ...[severity, id, title, attack?.techniques.join(", ") ?? "", status],
  ]);
  await printRows(stdout, options.format, textRows(columns, rows));
  return exitStatus.ok;
}
