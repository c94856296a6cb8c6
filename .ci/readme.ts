/**
 * Runs what README.md tells a user to run. A line may say how it ends ("# exits with 3"). What needs a cloud
 * account is not run: its settings are deployed onto the sandbox.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { Document, parse } from "yaml";

import { deploy } from "../sandbox/pulumi/deploy";

const root = resolve(__dirname, "..");

// Those that .ci/run itself is made of, and those that need the registry, the Pulumi CLI or an account.
const elsewhere =
  /^(make test|make check|npm install|pulumi (stack|up|preview|destroy)|pulumi config set (--secret|aws:|snowflake:))/;
// What the commands leave behind.
const kept = ["day.duckdb", "report.html"];

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

function run(command: string): void {
  const expected = Number(/# exits with (\d+)/.exec(command)?.[1] ?? 0);
  const { status, stdout, stderr } = spawnSync("bash", ["-c", command], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== expected) {
    throw new Error(
      `README: ${command}\nended with ${status}, not ${expected}\n${stdout}\n${stderr}`,
    );
  }
  console.log(`ok  ${command}`);
}

async function main(): Promise<void> {
  const all = commands();
  const config = settingsOf(all);
  await deploy({ stack: "dev", config });
  console.log(`ok  the settings ${JSON.stringify(config)} deployed onto the sandbox`);
  try {
    for (const command of all) if (!elsewhere.test(command) && !setting.test(command)) run(command);
  } finally {
    for (const file of kept) rmSync(join(root, file), { force: true });
  }
}

void main();
