import { largeFile } from "./batches";
import { diagnose } from "./diagnose";
import type { ExaminedFile } from "./examine";

/**
 * Files that are loaded together, and in which ways they may still be divided should that fail. A file is
 * only ever judged when it failed alone, so that its fate does not depend on its neighbours.
 */
export interface Group {
  files: readonly ExaminedFile[];
  divisions: readonly Division[];
}

/**
 * One way to divide files that failed together.
 *
 * @param failure What DuckDB said.
 * @returns The groups to try next, or nothing when this way does not tell one file from another.
 */
type Division = (
  files: readonly ExaminedFile[],
  failure: Error,
) => ExaminedFile[][] | undefined | Promise<ExaminedFile[][] | undefined>;

// Taking the message's word costs one statement over the whole batch for each bad file, so it pays for a
// few of them only; a strict reading finds all, at the price of reading every file in JavaScript.
const divisions: readonly Division[] = [byName, byName, byName, byStrictReading];

/** Files that have not been tried yet. */
export function undivided(files: readonly ExaminedFile[]): Group {
  return { files, divisions };
}

/** The smaller groups to try after a group of several files failed, by the first way that divides it. */
export async function divide({ files, divisions }: Group, failure: Error): Promise<Group[]> {
  for (const [at, division] of divisions.entries()) {
    const parts = await division(files, failure);
    if (parts !== undefined) {
      return parts.map((part) => ({ files: part, divisions: divisions.slice(at + 1) }));
    }
  }
  return inHalves(files).map((half) => ({ files: half, divisions: [] }));
}

/** The file that DuckDB names, and the others. */
function byName(files: readonly ExaminedFile[], failure: Error): ExaminedFile[][] | undefined {
  const named = files.find(({ path }) => failure.message.includes(`"${path}"`));
  return named && [[named], files.filter((file) => file !== named)];
}

/** Each file that a strict reading refuses, and the sound ones together, with the sizes that they have. */
async function byStrictReading(
  files: readonly ExaminedFile[],
): Promise<ExaminedFile[][] | undefined> {
  const sound: ExaminedFile[] = [];
  const alone: ExaminedFile[][] = [];
  for (const file of files) {
    const diagnosis = await diagnose(file);
    if (diagnosis.kind !== "events") alone.push([file]);
    else if (diagnosis.rawSize > largeFile) alone.push([{ ...file, rawSize: diagnosis.rawSize }]);
    else sound.push({ ...file, rawSize: diagnosis.rawSize });
  }
  const tellsNothing =
    alone.length === 0 && sound.every(({ rawSize }, at) => rawSize === files[at]?.rawSize);
  if (tellsNothing) return undefined;
  return sound.length === 0 ? alone : [...alone, sound];
}

function inHalves(files: readonly ExaminedFile[]): ExaminedFile[][] {
  const middle = Math.ceil(files.length / 2);
  return [files.slice(0, middle), files.slice(middle)];
}
