import { z } from "zod";
import { UsageError } from "../output/usageError";
import { fullName, insights, line, load, logsLocation, readOutputs } from "../stack/outputs";

const shared = z.object({ stage: fullName, warehouse: line, logsLocation });

/** What a stack calls its objects, each full name as SQL writes it. */
export type StackNames = z.infer<typeof shared> & z.infer<typeof load>;

/**
 * Reads the names from what `pulumi stack output --json` prints.
 *
 * @param source Where the text stands, for errors to name.
 * @param of What is to be loaded: events, or Insights events. Defaults to events.
 * @throws UsageError that names each output that is missing or is not what it should be, and for a stack without Insights.
 */
export function readStackNames(
  text: string,
  source: string,
  of: "events" | "insights" = "events",
): StackNames {
  if (of === "events") return readOutputs(shared.extend(load.shape), text, source);
  const { insights: own, ...names } = readOutputs(shared.extend({ insights }), text, source);
  if (own !== undefined) return { ...names, ...own };
  throw new UsageError(
    `The stack in "${source}" loads no Insights. Give snowtrail:eventKinds "insights" beside "events" and deploy it, or leave --insights out.`,
  );
}
