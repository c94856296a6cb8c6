import { fork } from "node:child_process";
import { contestants, type Contestant, type Task } from "./contestants";
import type { Seen } from "./handWritten";

/** What one run took. */
export interface Measured extends Seen {
  /** Seconds. */
  wall: number;
  /** Seconds of all threads. */
  cpu: number;
  /** Bytes of memory at most. */
  peak: number;
}

/** Runs a contestant in a process of its own. Loading its code is not measured. @throws Error when it fails. */
export function measure(contestant: Contestant, task: Task): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const child = fork(__filename, [contestant, JSON.stringify(task)], {
      execArgv: ["--require", "tsx/cjs"],
    });
    child.once("message", (message) => {
      resolve(message as Measured);
    });
    child.once("exit", (code, signal) => {
      reject(
        new Error(`${contestant} ended with ${signal ?? `status ${code}`} and no measurement.`),
      );
    });
  });
}

async function measured(contestant: Contestant, task: Task): Promise<Measured> {
  const start = process.hrtime.bigint();
  const before = process.cpuUsage();
  const seen = await contestants[contestant](task);
  const { user, system } = process.cpuUsage(before);
  return {
    ...seen,
    wall: Number(process.hrtime.bigint() - start) / 1e9,
    cpu: (user + system) / 1e6,
    peak: process.resourceUsage().maxRSS * 1024,
  };
}

if (require.main === module && process.send !== undefined) {
  const [contestant, task] = process.argv.slice(2) as [Contestant, string];
  void measured(contestant, JSON.parse(task) as Task).then((result) =>
    process.send?.(result, () => process.exit(0)),
  );
}
