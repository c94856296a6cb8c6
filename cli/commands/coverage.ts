import { techniquePage, type Detection } from "../../sql/catalogue";
import { coverageOf, type BenchmarkVersion } from "../coverage/benchmark";
import { navigatorLayer } from "../coverage/navigator";
import { techniquesOf } from "../coverage/techniques";
import { printRows, type Format } from "../output/format";
import { textRows, type Rows } from "../output/rows";
import type { Terminal } from "../output/terminal";
import { write } from "../output/file";
import { askedCatalogue, type DetectionOptions } from "./askedCatalogue";
import { exitStatus } from "./exitStatus";

export interface CoverageOptions extends DetectionOptions {
  format: Format;
  /** A version of the CIS AWS Foundations benchmark. */
  cis?: BenchmarkVersion;
  /** Where a layer for the ATT&CK Navigator is written. */
  navigator?: string;
}

/**
 * Prints what the detections cover: the controls of a CIS benchmark, or the techniques of MITRE ATT&CK.
 *
 * @returns The exit status.
 */
export async function coverage(options: CoverageOptions, { stdout }: Terminal): Promise<number> {
  const { format, cis, navigator } = options;
  const { detections } = askedCatalogue(options);
  if (navigator !== undefined) await write(navigator, navigatorLayer(detections));
  if (cis === undefined) {
    await printRows(stdout, format, techniqueRows(detections));
    return exitStatus.ok;
  }
  const controls = coverageOf(cis, detections);
  const columns = ["control", "title", "coverage", "detections"];
  const rows = controls.map((one) => [
    ...[one.control, one.title, one.coverage],
    one.detections.join(", "),
  ]);
  await printRows(stdout, format, textRows(columns, rows));
  const isWhole = controls.every(({ coverage: state }) => state !== "not covered");
  return isWhole ? exitStatus.ok : exitStatus.uncovered;
}

function techniqueRows(detections: readonly Detection[]): Rows {
  return textRows(
    ["technique", "detections", "page"],
    techniquesOf(detections).map(({ technique, detections: ids }) => [
      ...[technique, ids.join(", "), techniquePage(technique)],
    ]),
  );
}
