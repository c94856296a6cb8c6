import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

export const root = resolve(__dirname, "..");

/** Runs a command to its end. @returns what it printed. @throws Error if it fails. */
export const run = (command: string, args: string[], cwd = root): string =>
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

/** Builds the package. @returns the files that `npm publish` would ship, in the order of their names. */
export function shippedFiles(): string[] {
  run("npm", ["run", "build", "--silent"]);
  const [report] = JSON.parse(run("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"])) as [
    { files: { path: string }[] },
  ];
  return report.files.map((file) => file.path).sort();
}

/** Lays the files out as `npm install` would in a folder that lasts as long as its use, with the dependencies of this checkout. */
export async function withInstalled(
  files: readonly string[],
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "snowtrail-package-")));
  try {
    install(files, folder);
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function install(files: readonly string[], folder: string): void {
  const { name, dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    name: string;
    dependencies: Record<string, string>;
  };
  for (const dependency of [
    ...Object.keys(dependencies),
    "@pulumi/policy",
    "typescript",
    "@types/node",
  ]) {
    const target = join(folder, "node_modules", dependency);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(join(root, "node_modules", dependency), target, "dir");
  }
  for (const file of files)
    cpSync(join(root, file), join(folder, "node_modules", name, file), { recursive: true });
}

/** Compiles programs as a user's project would. */
export function compile(folder: string, programs: readonly string[]): void {
  const options =
    "--noEmit --strict --skipLibCheck --esModuleInterop --target es2022 --module commonjs";
  const types = ["--types", "node"];
  const compiler = "node_modules/typescript/bin/tsc";
  run(process.execPath, [compiler, ...options.split(" "), ...types, ...programs], folder);
}
