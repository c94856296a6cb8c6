import { createHash } from "node:crypto";
import { lstatSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";

/**
 * Makes a folder for what this process keeps no longer than it runs, in the folder for temporary files (TMPDIR). Whoever
 * asks removes it in the end. Those that killed processes have left behind are removed by the way, once a process.
 *
 * @throws What `shortage` explains, when none can be made.
 */
export function scratchFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), `snowtrail-${process.pid}-${place()}-`));
  if (!hasSwept) {
    hasSwept = true;
    sweep(tmpdir());
  }
  return folder;
}

let hasSwept = false;

/** How long a folder is left alone after it was last changed, in milliseconds. */
const settled = 60_000;

/**
 * Removes the scratch folders of processes that have ended, and touches nothing else: a folder has to be this user's
 * own, to bear the name of a scratch folder of this place, to have rested, and its process must not run. A number
 * that was given to another process since keeps the folder.
 */
function sweep(root: string): void {
  const own = new RegExp(`^snowtrail-(\\d+)-${place()}-\\w{6}$`);
  for (const name of entriesOf(root)) {
    const owner = own.exec(name)?.[1];
    if (owner === undefined || isRunning(Number(owner))) continue;
    const folder = path.join(root, name);
    try {
      const { uid, mtimeMs, isFolder } = stateOf(folder);
      const isOurs = process.getuid === undefined || uid === process.getuid();
      if (isFolder && isOurs && Date.now() - mtimeMs > settled) {
        rmSync(folder, { recursive: true, force: true });
      }
    } catch {
      // Another run has removed it in the meantime, or it is not ours to remove.
    }
  }
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function stateOf(folder: string): { uid: number; mtimeMs: number; isFolder: boolean } {
  const state = lstatSync(folder);
  return { uid: state.uid, mtimeMs: state.mtimeMs, isFolder: state.isDirectory() };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

/**
 * Where a process's number means something: this host and, in a container, its own table of processes. A folder for
 * temporary files may be shared between several.
 */
function place(): string {
  let namespace = "";
  try {
    namespace = readlinkSync("/proc/self/ns/pid");
  } catch {
    // There is one table of processes where there is no such link.
  }
  return createHash("sha256").update(`${hostname()} ${namespace}`).digest("hex").slice(0, 8);
}
