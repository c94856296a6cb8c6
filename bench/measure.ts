import { spawn } from "node:child_process";
import path from "node:path";
import { text } from "node:stream/consumers";
import type { Readable } from "node:stream";
import { contestants, type Contestant, type Seen, type Task } from "./contestants";

/** What one run took, but for the start of Node itself. */
interface Used {
  /** Seconds. */
  wall: number;
  /** Seconds of all threads. */
  cpu: number;
  /** Bytes of memory at most. */
  peak: number;
}

/** What one run took, and what it saw. */
export interface Measured extends Seen, Used {}

/** Runs a contestant in a process of its own. @throws Error when it fails. */
export async function measure(contestant: Contestant, task: Task): Promise<Measured> {
  const { options, args, seen } = contestants[contestant](task);
  const child = spawn(
    process.execPath,
    [...options, "--require", path.join(__dirname, "usage.cjs"), ...args],
    {
      stdio: ["ignore", "pipe", "inherit", "pipe"],
    },
  );
  const ended = new Promise<string>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status, signal) => {
      resolve(signal ?? `status ${status}`);
    });
  });
  const [printed, used] = await Promise.all([
    text(child.stdout!),
    text(child.stdio[3] as Readable),
  ]);
  const how = await ended;
  if (how !== "status 0") throw new Error(`${contestant} ended with ${how}.`);
  return { ...seen(printed), ...(JSON.parse(used) as Used) };
}
