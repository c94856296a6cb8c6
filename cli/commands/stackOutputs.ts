import type { Terminal } from "../output/terminal";
import { UsageError } from "../output/usageError";
import { inputText, standardInput, type Input, type InputText } from "./inputText";

/**
 * Reads what `pulumi stack output --json` printed, from a file or from standard input for `-`.
 *
 * @param command The command that asks for it, for errors to name.
 * @throws UsageError when nothing is piped in or it cannot be read as text.
 */
export function stackOutputs(
  command: string,
  file: string,
  stdin: Input,
  { signal }: Terminal,
): Promise<InputText> {
  if (file === standardInput && stdin.isTTY === true) {
    throw new UsageError(
      `There are no names of a stack. Pipe them in (pulumi stack output --json | snowtrail ${command}), or name a file with --stack.`,
    );
  }
  return inputText("stack's output", file, stdin, signal);
}
