import { dirname, join } from "node:path";
import { FindingGroups, findingsInOrder } from "../../cli/findings/groups";
import { findingsReport } from "../../cli/findings/report";
import { severityCounts } from "../../cli/findings/severity";
import { Progress } from "../../cli/output/progress";
import { Sink } from "../../cli/output/sink";
import { deploy } from "../pulumi/deploy";
import type { Delivery } from "../crossing/delivery";
import { alertMessage, alertSettings } from "./alerts";
import { switchToTask } from "./materialize";
import { sampleFiles } from "./samples";
import type { Sandbox } from "../sandbox";
import { colors, notLoaded, outputLines, resourceTree } from "./show";

const stdout = new Sink(process.stdout);
const stderr = new Sink(process.stderr);

/** `npm start`: deploys the program onto the sandbox, delivers the samples, and ends with the findings and what is told of them. */
async function main(): Promise<void> {
  const started = Date.now();
  const stack = "dev";
  const sandbox = await deployProgram(stack);

  const deliveries = await deliverSamples(sandbox);
  const stopped = deliveries.filter(({ arrived }) => !arrived);
  const { rows } = await sandbox.query("select count(*) from cloudtrail");
  await print(
    `${deliveries.length} files put into the bucket by CloudTrail, ` +
      `${deliveries.length - stopped.length} loaded by the pipe: ${String(rows[0]?.[0])} events\n`,
  );

  const groups = await groupedFindings(sandbox);
  await print(findingsReport(groups.sorted(), stdout.width, colors));
  await print(`Findings: ${severityCounts(groups.counts()) || "none"}`);
  await print(`Not loaded: ${stopped.length} files`, ...notLoaded(stopped));
  await print(await health(sandbox));
  await print("", ...(await alertMessage(sandbox)));
  await print(
    "",
    ...(await switchToTask(sandbox, stack, alertSettings, () => deliverAgain(deliveries, sandbox))),
    "",
  );
  await print(`Done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  await sandbox.close();

  if (stdout.failure !== undefined && stdout.failure.code !== "EPIPE") throw stdout.failure;
  if (groups.counts().size === 0)
    throw new Error("The samples hold an attack, and nothing was found.");
}

/** Deploys the unmodified program as a stack, and shows what was made and when. */
async function deployProgram(stack: string): Promise<Sandbox> {
  await print(
    `Updating ${colors.bold(stack)} onto the sandbox: AWS and Snowflake, both in this process\n`,
  );
  const progress = new Progress(stderr);
  const { resources, outputs, sandbox } = await deploy({
    stack,
    config: alertSettings,
    onResource: ({ name }) => progress.show(`creating ${name}`),
  });
  progress.clear();
  const made = resources.filter(({ custom }) => custom).length;
  const seconds = Math.max(...resources.map(({ finished }) => finished));
  await print(...resourceTree(resources), "", "Outputs:", ...outputLines(outputs), "");
  await print(`${made} resources created, which takes the clouds some ${seconds} s\n`);
  return sandbox;
}

/** The trail puts the samples into its bucket, under its prefix. */
async function deliverSamples(sandbox: Sandbox): Promise<Delivery[]> {
  const [trail] = sandbox.aws.trails.values();
  if (!trail) throw new Error("The stack has no trail that could deliver the samples.");
  const prefix = trail.prefix ? `${trail.prefix}/` : "";
  const files = sampleFiles(join(dirname(dirname(__dirname)), "samples"));
  const progress = new Progress(stderr);
  const deliveries: Delivery[] = [];
  for (const { key, body } of files) {
    deliveries.push(
      await sandbox.putObject(trail.bucket, prefix + key, body, { trail: trail.arn }),
    );
    progress.show(`delivered ${deliveries.length} of ${files.length} files`);
  }
  progress.clear();
  return deliveries;
}

/** The last file that was loaded comes once more under another name. */
function deliverAgain(deliveries: readonly Delivery[], sandbox: Sandbox): Promise<Delivery> {
  const { bucket = "", key = "" } = deliveries.filter(({ arrived }) => arrived).at(-1) ?? {};
  const body = sandbox.aws.buckets.get(bucket)?.objects.get(key)?.body;
  if (!body) throw new Error("Nothing was loaded that could come again.");
  return sandbox.putObject(bucket, key.replace(".json", "Again.json"), body, "administrator");
}

async function groupedFindings(sandbox: Sandbox): Promise<FindingGroups> {
  const groups = new FindingGroups();
  const { rows } = await sandbox.query(findingsInOrder);
  for (const row of rows) groups.add(row);
  return groups;
}

/** What PIPELINE_HEALTH tells, in a line. */
async function health(sandbox: Sandbox): Promise<string> {
  const { rows } = await sandbox.query("select state, to_do from pipeline_health");
  const [state, toDo] = rows[0] ?? [];
  return `Health of the pipeline: ${String(state)}. ${String(toDo)}`;
}

function print(...lines: string[]): Promise<void> {
  return stdout.write(`${lines.join("\n")}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
