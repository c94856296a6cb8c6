import { z } from "zod";
import { fullName, line, logsLocation, readOutputs } from "../stack/outputs";

const outputs = z.object({
  rawTable: fullName,
  stage: fullName,
  pipe: fullName,
  warehouse: line,
  filePattern: line,
  logsLocation,
});

/** What a stack calls its objects, each full name as SQL writes it. */
export type StackNames = z.infer<typeof outputs>;

/**
 * Reads the names from what `pulumi stack output --json` prints.
 *
 * @param source Where the text stands, for errors to name.
 * @throws UsageError that names each output that is missing or is not what it should be.
 */
export function readStackNames(text: string, source: string): StackNames {
  return readOutputs(outputs, text, source);
}
