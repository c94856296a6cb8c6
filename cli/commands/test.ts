import path from "node:path";
import { createColors } from "picocolors";
import {
  CatalogueError,
  readCatalogue,
  readFixtures,
  type Catalogue,
  type Detection,
} from "../../sql/catalogue";
import { testReport, type Tested } from "../fixtures/report";
import { trialsOf, type Trial } from "../fixtures/trial";
import { runTrials } from "../fixtures/world";
import type { Terminal } from "../output/terminal";
import { exitStatus } from "./exitStatus";

export interface TestOptions {
  /** Whether a detection without fixtures passes. */
  allowUntested?: boolean;
}

/**
 * Tries detections on the fixtures that stand beside them, and tells of each whether it finds what they say.
 *
 * @param folder One's own detections. The shipped ones without it.
 * @returns The exit status.
 */
export async function test(
  folder: string | undefined,
  { allowUntested = false }: TestOptions,
  { stdout, color, signal }: Terminal,
): Promise<number> {
  const catalogue = readCatalogue(folder === undefined ? {} : { detectionsFolder: folder });
  const tested = await testAll(detectionsIn(catalogue, folder), catalogue, signal);
  await stdout.write(testReport(tested, { allowUntested, colors: createColors(color) }));
  if (tested.some(({ state }) => state === "wrong")) return exitStatus.usage;
  const bad = tested.some(
    ({ state }) => state === "failed" || (state === "untested" && !allowUntested),
  );
  return bad ? exitStatus.failed : exitStatus.ok;
}

function detectionsIn({ detections }: Catalogue, folder: string | undefined): Detection[] {
  if (folder === undefined) return detections;
  return detections.filter(({ file }) => path.resolve(path.dirname(file)) === path.resolve(folder));
}

async function testAll(
  detections: readonly Detection[],
  catalogue: Catalogue,
  signal: AbortSignal,
): Promise<Tested[]> {
  const read = detections.map((detection) => ({ detection, ...trialsBeside(detection) }));
  const trials = read.flatMap((one) => one.trials ?? []);
  const { outcomes, refused } = await runTrials(trials, catalogue, signal);
  return read.map(({ detection, trials: own, mistake }): Tested => {
    const wrong = mistake ?? refused.get(detection);
    if (wrong !== undefined) return { detection, state: "wrong", reason: wrong };
    if (own === undefined) return { detection, state: "untested" };
    const results = outcomes.filter(({ trial }) => trial.detection === detection);
    const failures = results.filter(
      ({ trial, found, failure }) => failure !== undefined || found.length !== trial.finds,
    );
    return failures.length > 0
      ? { detection, state: "failed", count: results.length, failures }
      : { detection, state: "passed", count: results.length };
  });
}

/** A mistake in one file does not keep the others from being tried. */
function trialsBeside(detection: Detection): { trials?: Trial[]; mistake?: string } {
  try {
    const fixtures = readFixtures(detection);
    return fixtures === undefined ? {} : { trials: trialsOf(detection, fixtures) };
  } catch (error) {
    if (error instanceof CatalogueError) return { mistake: error.message };
    throw error;
  }
}
