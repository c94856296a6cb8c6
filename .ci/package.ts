/**
 * Checks what `npm publish` would ship: exactly the library, the SQL and the command line; that the
 * examples of the README compile against it as a user would import it; and that its command runs.
 */
import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const root = resolve(__dirname, "..");
const run = (command: string, args: string[], cwd = root): string =>
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

function shippedFiles(): string[] {
  run("npm", ["run", "build", "--silent"]);
  const [report] = JSON.parse(run("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"])) as [
    { files: { path: string }[] },
  ];
  return report.files.map((file) => file.path).sort();
}

function checkContents(files: string[]): void {
  const sql = readdirSync(join(root, "sql"), { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.(sql|yaml)$/.test(file),
  );
  const required = [
    ...[
      "README.md",
      "LICENSE",
      "package.json",
      "dist/components/index.js",
      "dist/components/index.d.ts",
      "PulumiPlugin.yaml",
      "dist/provider/index.js",
      "dist/provider/schema.json",
      "dist/cli/main.js",
    ],
    ...sql.map((file) => `dist/sql/${file}`),
  ];
  const allowed =
    /^(README\.md|LICENSE|package\.json|PulumiPlugin\.yaml|dist\/(provider|components|engine|cli)\/.+\.(js|d\.ts)|dist\/provider\/schema\.json|dist\/cli\/report\/page\/page\.(html|css)|dist\/sql\/.+\.(js|d\.ts|sql|yaml))$/;
  const missing = required.filter((file) => !files.includes(file));
  const surplus = files.filter((file) => !allowed.test(file));
  if (missing.length > 0 || surplus.length > 0) {
    throw new Error(
      `the package lacks [${missing.join(", ")}] and must not hold [${surplus.join(", ")}]`,
    );
  }
}

/** Lays the shipped files out as `npm install` would, with the dependencies of this checkout. */
function install(files: string[], folder: string): void {
  const { name, dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    name: string;
    dependencies: Record<string, string>;
  };
  const link = (dependency: string): void => {
    const target = join(folder, "node_modules", dependency);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(join(root, "node_modules", dependency), target, "dir");
  };
  [...Object.keys(dependencies), "typescript", "@types/node"].forEach(link);
  for (const file of files)
    cpSync(join(root, file), join(folder, "node_modules", name, file), { recursive: true });
}

function compileReadmeExamples(folder: string): void {
  const blocks = [
    ...readFileSync(join(root, "README.md"), "utf8").matchAll(/^```ts\n(.*?)^```/gms),
  ];
  if (blocks.length === 0) throw new Error("README.md shows no TypeScript example of the library");
  const examples = blocks.map(([, code = ""], index) => {
    const file = `example${index + 1}.ts`;
    writeFileSync(join(folder, file), code);
    return file;
  });
  const options = [
    "--noEmit",
    "--strict",
    "--skipLibCheck",
    "--target",
    "es2022",
    "--module",
    "commonjs",
    "--types",
    "node",
  ];
  run(process.execPath, ["node_modules/typescript/bin/tsc", ...options, ...examples], folder);
}

function runCommand(folder: string): void {
  const cli = join(folder, "node_modules/snowtrail/dist/cli/main.js");
  const logs = join(root, "samples/AWSLogs/111122223333/CloudTrail/us-east-1");
  const output = run(
    process.execPath,
    [cli, "query", "select count(*) as answer from cloudtrail", logs, "--format", "json"],
    folder,
  );
  if (!output.includes("answer"))
    throw new Error(`the packaged command printed ${JSON.stringify(output)}`);
  const page = join(folder, "page.html");
  run(process.execPath, [cli, "detect", logs, "--report", page], folder);
  const [made, needed] = [page, join(root, "cli/report/page/main.js")].map((file) =>
    readFileSync(file, "utf8"),
  );
  if (made === undefined || needed === undefined || !made.includes(needed))
    throw new Error("the packaged command wrote a page without its scripts");
}

const folder = mkdtempSync(join(tmpdir(), "snowtrail-package-"));
try {
  const files = shippedFiles();
  checkContents(files);
  install(files, folder);
  compileReadmeExamples(folder);
  runCommand(folder);
  console.log(`the package holds ${files.length} files, compiles for a user and runs`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
