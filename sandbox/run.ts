import { dirname, join } from "node:path";
import pc from "picocolors";
import { deploy } from "./deploy";
import type { Delivery } from "./delivery";
import { sampleFiles } from "./samples";
import type { Sandbox } from "./sandbox";
import { findingLines, notLoaded, outputLines, resourceTree, type Finding } from "./show";

/** `npm start`: deploys the program onto the sandbox, delivers the samples, and ends with the findings. */
async function main(): Promise<void> {
  const started = Date.now();
  const stack = "dev";
  print(`Updating ${pc.bold(stack)} onto the sandbox: AWS and Snowflake, both in this process\n`);
  const { resources, outputs, sandbox } = await deploy({ stack });
  print(...resourceTree(resources), "");
  print("Outputs:", ...outputLines(outputs), "");
  const custom = resources.filter((resource) => resource.custom).length;
  const seconds = Math.max(...resources.map(({ finished }) => finished));
  print(`${custom} resources created; in the clouds that takes about ${seconds} s\n`);

  const deliveries = await deliverSamples(sandbox);
  const stopped = deliveries.filter(({ arrived }) => !arrived);
  const rows = await count(sandbox, "cloudtrail");
  print(
    `${deliveries.length} files put by CloudTrail, ${deliveries.length - stopped.length} loaded by the pipe: ${rows} events`,
    "",
  );

  const findings = await findingsOf(sandbox);
  print(pc.bold(`Findings: ${findings.length}`), ...findingLines(findings), "");
  print(pc.bold(`Not loaded: ${stopped.length}`), ...stopped.flatMap(notLoaded), "");
  print(`Done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  await sandbox.close();

  // Every file that holds events has to have come through, and what they tell has to have been found.
  if (rows === 0 || findings.length === 0) throw new Error("the chain brought no findings");
}

/** The trail puts the samples into its bucket, under its prefix. */
async function deliverSamples(sandbox: Sandbox): Promise<Delivery[]> {
  const [trail] = sandbox.aws.trails.values();
  if (!trail) throw new Error("the stack has no trail that could deliver the samples");
  const prefix = trail.prefix ? `${trail.prefix}/` : "";
  const files = sampleFiles(join(dirname(__dirname), "samples"));
  const deliveries: Delivery[] = [];
  for (const { key, body } of files) {
    deliveries.push(
      await sandbox.putObject(trail.bucket, prefix + key, body, { trail: trail.arn }),
    );
    progress(`delivering ${deliveries.length} of ${files.length} files`);
  }
  progress("");
  return deliveries;
}

async function count(sandbox: Sandbox, relation: string): Promise<number> {
  const { rows } = await sandbox.query(`select count(*) from ${relation}`);
  return Number(rows[0]?.[0]);
}

const findingsQuery = `
select
    severity,
    to_varchar(eventTime, 'YYYY-MM-DD HH24:MI:SS') as "when",
    title,
    coalesce(userIdentity:arn::string, userIdentity:invokedBy::string, userIdentity:type::string, '-') as who,
    eventName as what,
    coalesce(sourceIPAddress, '-') as source
from findings
order by
    decode(severity, 'critical', 0, 'high', 1, 'medium', 2, 'low', 3, 4),
    eventTime,
    title`;

async function findingsOf(sandbox: Sandbox): Promise<Finding[]> {
  const { rows } = await sandbox.query(findingsQuery);
  return rows.map((row) => {
    const [severity = "", when = "-", title = "", who = "-", what = "-", from = "-"] = row.map(
      (value) => String(value ?? "-"),
    );
    return { severity, when, title, who: who.replace(/^arn:[^:]*:[^:]*:[^:]*:/, ""), what, from };
  });
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** A line that overwrites itself, where there is a terminal. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text.padEnd(60)}\r`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
