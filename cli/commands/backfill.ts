import { dayOf, daysBetween } from "../sources/days";
import { filesByDay } from "../backfill/listing";
import { backfillScript } from "../backfill/script";
import { readStackNames } from "../backfill/stackNames";
import type { Terminal } from "../output/terminal";
import { exitStatus } from "./exitStatus";
import type { Input } from "./inputText";
import { stackOutputs } from "./stackOutputs";

export interface BackfillOptions {
  from: string;
  to: string;
  /** The file with the stack's outputs, or `-` for standard input. */
  stack: string;
  /** Whether files of Insights are loaded, and not those of events. */
  insights?: boolean;
}

/**
 * Prints the statements that load the files of some days into a stack's raw table, or into that of Insights.
 *
 * @param source A listing of the bucket, or a folder of its logs, to tell what each day costs. None tells nothing.
 * @returns The exit status.
 */
export async function backfill(
  source: string | undefined,
  options: BackfillOptions,
  terminal: Terminal,
  stdin: Input,
): Promise<number> {
  const today = dayOf(new Date());
  const days = daysBetween(options.from, options.to, today);
  const { text, file } = await stackOutputs("backfill …", options.stack, stdin, terminal);
  const of = options.insights === true ? "insights" : "events";
  const names = readStackNames(text, file, of);
  const files = source === undefined ? {} : { files: await filesByDay(source, names) };
  await terminal.stdout.write(backfillScript({ names, of, days, today, ...files }));
  return exitStatus.ok;
}
