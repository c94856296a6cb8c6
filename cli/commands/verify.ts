import { askAws } from "../verify/aws/questions";
import { reportLines, verdictRows } from "../verify/report";
import { Asker } from "../verify/snowflake/asker";
import { askSnowflake } from "../verify/snowflake/questions";
import { readConnection } from "../verify/snowflake/settings";
import { sqlApi } from "../verify/snowflake/sqlApi";
import { readStack } from "../verify/stack";
import { walk, type Verdict } from "../verify/walk";
import { printRows } from "../output/format";
import type { Terminal } from "../output/terminal";
import { exitStatus } from "./exitStatus";
import type { Input } from "./inputText";
import { stackOutputs } from "./stackOutputs";

export interface VerifyOptions {
  /** The file with the stack's outputs, or `-` for standard input. */
  stack: string;
  /** Whether JSON is printed. */
  json?: boolean;
  /** Seconds that each question may take. */
  timeLimit: number;
  /** The AWS profile for the account of the trail. Defaults to the credentials that all else is asked with. */
  trailProfile?: string;
  /** Another server that speaks AWS's protocols. */
  endpointUrl?: string;
}

/**
 * Asks both clouds about a stack, walks its chain from the trail to the alerts, and prints what is not ok and what to do.
 *
 * @returns The exit status.
 */
export async function verify(
  options: VerifyOptions,
  terminal: Terminal,
  stdin: Input,
): Promise<number> {
  const { stdout, signal } = terminal;
  const { text, file } = await stackOutputs("verify", options.stack, stdin, terminal);
  const { endpointUrl, trailProfile } = options;
  const stack = readStack(text, file);
  const connection = readConnection(process.env);
  const limits = { seconds: options.timeLimit, signal };
  const query = sqlApi(connection, stack.warehouse, limits.seconds);
  const [aws, snowflake] = await Promise.all([
    askAws(stack, endpointUrl === undefined ? {} : { endpointUrl }, trailProfile, limits),
    askSnowflake(new Asker(query, limits), stack),
  ]);
  const verdicts = walk({ ...aws, ...snowflake }, stack, new Date());
  if (options.json === true) await printRows(stdout, "json", verdictRows(verdicts));
  else await stdout.write(`${reportLines(verdicts, stdout.width).join("\n")}\n`);
  return statusOf(verdicts);
}

function statusOf(verdicts: readonly Verdict[]): number {
  if (verdicts.some(({ state }) => state === "not ok")) return exitStatus.broken;
  return verdicts.some(({ state }) => state === "not known")
    ? exitStatus.incomplete
    : exitStatus.ok;
}
