import { importRules, type ImportResult } from "../../../cli/sigma/importRules";
import { readCatalogue } from "../../../sql/catalogue";

/** The ids of the shipped detections, which no rule here needs and every test would wait for. */
export const shipped = readCatalogue().detections.map(({ id }) => id);

export const catalogue = readCatalogue({ disabledDetections: shipped });

/** A rule for CloudTrail with this detection, which stands indented by four spaces, and these other lines. */
export function rule(title: string, detection: string, others = ""): string {
  return `title: ${JSON.stringify(title)}
${others}logsource:
  product: aws
  service: cloudtrail
detection:
${detection}
`;
}

/** What becomes of documents that stand in one file. */
export function imported(...documents: readonly string[]): ImportResult {
  return importRules([{ name: "rules.yml", text: documents.join("\n---\n") }]);
}

/** The SELECT of the last document. */
export function statementOf(...documents: readonly string[]): string {
  const { detections, refused } = imported(...documents);
  const last = detections.at(-1);
  if (last && refused.length === 0) return last.statement;
  throw new Error(refused.map(({ reason }) => reason).join("\n"));
}

/** The reasons for which documents are refused. */
export function reasons(...documents: readonly string[]): string[] {
  return imported(...documents).refused.map(({ reason }) => reason);
}
