import type { Detection } from "../../sql/catalogue";

/**
 * What the monitoring section of the CIS AWS Foundations benchmark asks for, in its order and in our words. The last one
 * was added with version 3.0, the one before with version 1.4.
 */
const subjects = [
  "Unauthorized API calls",
  "Console logins without MFA",
  "Use of the root user",
  "Changes of IAM policies",
  "Changes of CloudTrail's configuration",
  "Failed console logins",
  "Disabling or scheduled deletion of customer-managed KMS keys",
  "Changes of S3 bucket policies",
  "Changes of AWS Config's configuration",
  "Changes of security groups",
  "Changes of network access control lists",
  "Changes of network gateways",
  "Changes of route tables",
  "Changes of VPCs",
  "Changes of AWS Organizations",
  "AWS Security Hub is enabled",
] as const;

/** The number of the monitoring section, and how many controls it has, by the benchmark's version. */
const sections = {
  "1.2": { section: 3, controls: 14 },
  "1.4": { section: 4, controls: 15 },
  "3.0": { section: 4, controls: 16 },
  "4.0": { section: 4, controls: 16 },
  "5.0": { section: 4, controls: 16 },
  "6.0": { section: 5, controls: 16 },
} as const;

/** A version of the benchmark whose controls detections name. */
export type BenchmarkVersion = keyof typeof sections;

export const benchmarkVersions = Object.keys(sections) as BenchmarkVersion[];

/** A control of the benchmark, and what covers it. */
export interface CoveredControl {
  /** Its number as the benchmark writes it, such as "4.10". */
  control: string;
  title: string;
  /** The ids of the detections that name it. */
  detections: string[];
  /** The last control asks for a state and not for an alarm: no event shows it, so no detection can. */
  coverage: "covered" | "not covered" | "no event";
}

/** Every control of the benchmark's monitoring section, with the detections that cover it. */
export function coverageOf(
  version: BenchmarkVersion,
  detections: readonly Detection[],
): CoveredControl[] {
  const { section, controls } = sections[version];
  return subjects.slice(0, controls).map((title, at) => {
    const control = `${section}.${at + 1}`;
    const ids = detections.filter(({ cis }) => cis[version] === control).map(({ id }) => id);
    const missing = title === "AWS Security Hub is enabled" ? "no event" : "not covered";
    return { control, title, detections: ids, coverage: ids.length > 0 ? "covered" : missing };
  });
}
