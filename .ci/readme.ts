/**
 * Runs what README.md tells a user to run, in a temporary folder where files appear. A line may say how it
 * ends ("# exits with 3"). What needs a cloud account is not run: its settings are deployed onto the sandbox.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { deploy } from "../sandbox/deploy";

const root = resolve(__dirname, "..");

// Those that .ci/run itself is made of, and those that need the registry, the Pulumi CLI or an account.
const elsewhere =
  /^(make test|make check|npm install|pulumi (stack|up|preview|destroy)|pulumi config set (--secret|aws:|snowflake:))/;
const setting = /^pulumi config set (snowtrail:\w+) (.+)$/;

function commands(): string[] {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const blocks = [...readme.matchAll(/^```sh\n(.*?)^```/gms)];
  return blocks.flatMap(([, block = ""]) =>
    block.split("\n").filter((line) => line !== "" && !line.startsWith("#")),
  );
}

function run(command: string, folder: string): void {
  const expected = Number(/# exits with (\d+)/.exec(command)?.[1] ?? 0);
  const { status, stdout, stderr } = spawnSync("bash", ["-c", command], {
    cwd: folder,
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
  const folder = mkdtempSync(join(tmpdir(), "snowtrail-readme-"));
  try {
    for (const file of [
      "Makefile",
      "package.json",
      "package-lock.json",
      "tsconfig.json",
      "Pulumi.yaml",
      "Pulumi.dev.yaml",
      "index.ts",
      "config.ts",
      "components",
      "sql",
      "local",
      "sandbox",
      "samples",
      "dist",
    ]) {
      cpSync(join(root, file), join(folder, file), { recursive: true, preserveTimestamps: true });
    }
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "dir");
    for (const command of all)
      if (!elsewhere.test(command) && !setting.test(command)) run(command, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
