import { gravestFirst, readCatalogue } from "../../sql/catalogue";
import { printRows, type Format } from "../output/format";
import { textRows } from "../output/rows";
import type { Terminal } from "../output/terminal";
import { exitStatus } from "./exitStatus";

export interface ListOptions {
  format: Format;
  detections?: string;
  disable: string[];
}

/**
 * Prints the detections, the gravest first.
 *
 * @returns The exit status.
 */
export async function list(
  { format, detections: folder, disable }: ListOptions,
  { stdout }: Terminal,
): Promise<number> {
  const { detections } = readCatalogue({
    ...(folder === undefined ? {} : { detectionsFolder: folder }),
    disabledDetections: disable,
  });
  const sorted = [...detections].sort((a, b) => gravestFirst(a.severity, b.severity));
  const columns = ["severity", "id", "title", "techniques", "status"];
  const rows = sorted.map(({ severity, id, title, attack, status }) => [
    ...[severity, id, title, attack?.techniques.join(", ") ?? "", status],
  ]);
  await printRows(stdout, format, textRows(columns, rows));
  return exitStatus.ok;
}
