/**
 * Runs what README.md tells a user to run. A line may say how it ends ("# exits with 3"). What needs a cloud
 * account is not run: its settings are deployed onto the sandbox. Its bucket is one of a server on this machine, which
 * holds the samples.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { Document, parse } from "yaml";

import { deploy } from "../sandbox/pulumi/deploy";
import { TestS3 } from "../tests/cli/s3Server";

const root = resolve(__dirname, "..");

// Those that .ci/run itself is made of, and those that need the registry, the Pulumi CLI or an account.
const elsewhere =
  /^(make test|make check|npm install|pulumi (stack|up|preview|destroy|package add)|pulumi config set (--secret|aws:|snowflake:))/;
// What the commands leave behind.
const kept = ["day.duckdb", "report.html", "watched.duckdb"];
// What runs until somebody stops it.
const endless = "npx snowtrail watch ";

const setting = /^pulumi config set (?:--path )?snowtrail:([\w.]+) (.+)$/;

function commands(): string[] {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const blocks = [...readme.matchAll(/^```sh\n(.*?)^```/gms)];
  return blocks.flatMap(([, block = ""]) =>
    block.split("\n").filter((line) => line !== "" && !line.startsWith("#")),
  );
}

/** The settings that commands set, as the stack's file would hold them: each by its name, as text. */
function settingsOf(commands: readonly string[]): Record<string, string> {
  const file = new Document({});
  for (const command of commands) {
    const [, path, value] = setting.exec(command) ?? [];
    if (path !== undefined && value !== undefined) file.setIn(path.split("."), parse(value));
  }
  return Object.fromEntries(
    Object.entries(file.toJS() as Record<string, unknown>).map(([key, value]) => [
      `snowtrail:${key}`,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

async function run(command: string, environment: Record<string, string>): Promise<void> {
  const expected = Number(/# exits with (\d+)/.exec(command)?.[1] ?? 0);
  const isEndless = command.startsWith(endless);
  // Ctrl-C has to reach the program: npm would end with a status of its own, and bash would outlive it.
  const started = isEndless
    ? command.replace("npx snowtrail", "exec node dist/cli/main.js")
    : command;
  const child = spawn("bash", ["-c", started], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stopping = isEndless ? setTimeout(() => child.kill("SIGINT"), 20_000) : undefined;
  const [status, stdout, stderr] = await Promise.all([
    once(child, "close").then(([code]) => code as number | null),
    text(child.stdout),
    text(child.stderr),
  ]);
  clearTimeout(stopping);
  if (status !== expected) {
    throw new Error(
      `README: ${command}\nended with ${status}, not ${expected}\n${stdout}\n${stderr}`,
    );
  }
  console.log(`ok  ${command}`);
}

/** Puts the samples where a trail would have put them. */
function putSamples(s3: TestS3): void {
  const folder = join(root, "samples");
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (file.endsWith(".json.gz")) s3.put(file, readFileSync(join(folder, file)));
  }
}

async function main(): Promise<void> {
  const all = commands();
  const config = settingsOf(all);
  await deploy({ stack: "dev", config });
  console.log(`ok  the settings ${JSON.stringify(config)} deployed onto the sandbox`);
  const s3 = await TestS3.start();
  putSamples(s3);
  const environment = { ...s3.environment, AWS_ENDPOINT_URL_S3: s3.storeUrl };
  try {
    for (const command of all) {
      if (!elsewhere.test(command) && !setting.test(command)) await run(command, environment);
    }
  } finally {
    await s3.stop();
    for (const file of kept) rmSync(join(root, file), { force: true });
  }
}

void main();
