/**
 * Builds dist/: the library, the command line, the provider for other languages, and the files that they read.
 *
 * An install without development packages has no compiler, and Pulumi's CLI makes such a one when it takes the package out
 * of this repository. The compiler is fetched then, and types, which `npm run check` checks, are left unchecked.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";

const { version, devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
const installed = "node_modules/typescript/bin/tsc";
const [command, ...args] = existsSync(installed)
  ? [process.execPath, installed, "-p", "tsconfig.build.json"]
  : [
      ...["npx", "--yes", "--package", `typescript@${devDependencies.typescript}`, "tsc"],
      ...["-p", "tsconfig.build.json", "--noCheck", "--types", ""],
    ];
const { status, error } = spawnSync(command, args, {
  stdio: "inherit",
  shell: process.platform === "win32",
});
if (error) throw error;
if (status !== 0) process.exit(status ?? 1);

const copy = (from, wanted) =>
  cpSync(from, `dist/${from}`, { recursive: true, filter: (file) => wanted(file) });
copy("sql", (file) => !file.endsWith(".ts"));
copy("cli/report/page", (file) => !file.endsWith(".json"));
copy("provider/schema.json", () => true);
copy("policy/PulumiPolicy.yaml", () => true);
// Pulumi's SDK for policies asks for a version where the pack is.
writeFileSync(
  "dist/policy/package.json",
  `${JSON.stringify({ name: "snowtrail-policy", version })}\n`,
);
chmodSync("dist/cli/main.js", 0o755);
