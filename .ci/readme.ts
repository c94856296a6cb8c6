/**
 * Runs what README.md tells a user to run. A line may say how it ends ("# exits with 3"). What needs a cloud
 * account is not run: its settings are deployed onto the sandbox.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

import { deploy } from "../sandbox/pulumi/deploy";

const root = resolve(__dirname, "..");

// Those that .ci/run itself is made of, and those that need the registry, the Pulumi CLI or an account.
const elsewhere =
  /^(make test|make check|npm install|pulumi (stack|up|preview|destroy)|pulumi config set (--secret|aws:|snowflake:))/;
// What the commands leave behind.
const kept = "day.duckdb";

const setting = /^pulumi config set (snowtrail:\w+) (.+)$/;

function commands(): string[] {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const blocks = [...readme.matchAll(/^```sh\n(.*?)^```/gms)];
  return blocks.flatMap(([, block = ""]) =>
    block.split("\n").filter((line) => line !== "" && !line.startsWith("#")),
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
  const settings = all.flatMap((command) => {
    const [, key, value] = setting.exec(command) ?? [];
    return key !== undefined && value !== undefined ? [[key, value] as const] : [];
  });
  await deploy({ stack: "dev", config: Object.fromEntries(settings) });
  console.log(`ok  ${settings.length} settings deployed onto the sandbox`);
  try {
    for (const command of all) if (!elsewhere.test(command) && !setting.test(command)) run(command);
  } finally {
    rmSync(join(root, kept), { force: true });
  }
}

void main();
