import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { deploy } from "../../sandbox/pulumi/deploy";
import { Sandbox } from "../../sandbox/sandbox";
import { disabledDetections } from "../chain/settings";

const file = join(__dirname, "names.txt");

/** Settings that make as much as one stack can have; the detections' views have the detections' ids. */
const everything = {
  ...disabledDetections(),
  "snowtrail:accessRoles": JSON.stringify({
    loader: ["PLATFORM"],
    transformer: ["PLATFORM"],
    detector: ["SECURITY"],
    reader: ["ANALYST"],
    auditor: ["SECURITY"],
  }),
  "snowtrail:alerts": JSON.stringify({ enabled: true }),
  "snowtrail:eventKinds": JSON.stringify(["events", "insights"]),
  "snowtrail:eventNotifications": JSON.stringify({ mode: "eventbridge" }),
  "snowtrail:kmsKey": JSON.stringify({ create: true }),
  "snowtrail:materialization": JSON.stringify({ mode: "task", retentionDays: 90 }),
  "snowtrail:notifications": JSON.stringify({ topic: { subscribers: ["ops@example.com"] } }),
  "snowtrail:retention": JSON.stringify({ rawDays: 400 }),
  "snowtrail:trail": JSON.stringify({
    logGroup: { retentionInDays: 90 },
    insightSelectors: [{ insightType: "ApiCallRateInsight" }],
  }),
  "snowtrail:warehouse": JSON.stringify({ resourceMonitor: { creditQuota: 100 } }),
};

/** The account in which the roles are that ours are granted to. */
function accounts(): Sandbox {
  const sandbox = new Sandbox();
  for (const role of ["PLATFORM", "SECURITY", "ANALYST"]) sandbox.given.role(role);
  return sandbox;
}

/** What a stack is made of: each resource by its URN, with its name or id in AWS or Snowflake, in the order of the URNs. */
export async function resourceNames(): Promise<string> {
  const { resources, sandbox } = await deploy({
    stack: "dev",
    config: everything,
    sandbox: accounts(),
  });
  await sandbox.close();
  const lines = resources.map(({ urn, id }) => (id === undefined ? urn : `${urn}\n    ${id}`));
  return `${lines.sort().join("\n")}\n`;
}

/** The names as the file has them. */
export function keptNames(): string {
  return readFileSync(file, "utf8");
}

if (require.main === module) {
  void resourceNames().then((text) => writeFileSync(file, text));
}
