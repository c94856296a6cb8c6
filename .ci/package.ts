/**
 * Checks what `npm publish` would ship: exactly the library, the SQL, the command line and what other languages need; that the
 * examples of the README compile against it as a user would import it, and those of examples/ deploy; and that its command and
 * its provider run.
 */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { checkExamples } from "./examples";
import { compile, root, run, shippedFiles, withInstalled } from "./installedPackage";
import { checkPolicy, checkProvider } from "./packagedPlugins";

function checkContents(files: string[]): void {
  const sql = readdirSync(join(root, "sql"), { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.(sql|yaml)$/.test(file),
  );
  const required = [
    ...["README.md", "LICENSE", "package.json", "PulumiPlugin.yaml"],
    ...["dist/components/index.js", "dist/components/index.d.ts", "dist/cli/main.js"],
    ...["dist/provider/index.js", "dist/provider/schema.json"],
    ...["dist/policy/index.js", "dist/policy/PulumiPolicy.yaml", "dist/policy/package.json"],
    ...sql.map((file) => `dist/sql/${file}`),
  ];
  const allowed =
    /^(README\.md|LICENSE|package\.json|PulumiPlugin\.yaml|dist\/(policy|provider|components|engine|cli)\/.+\.(js|d\.ts)|dist\/policy\/(PulumiPolicy\.yaml|package\.json)|dist\/provider\/schema\.json|dist\/cli\/report\/page\/page\.(html|css)|dist\/sql\/.+\.(js|d\.ts|sql|yaml))$/;
  const missing = required.filter((file) => !files.includes(file));
  const surplus = files.filter((file) => !allowed.test(file));
  if (missing.length > 0 || surplus.length > 0) {
    throw new Error(
      `the package lacks [${missing.join(", ")}] and must not hold [${surplus.join(", ")}]`,
    );
  }
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
  compile(folder, examples);
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

async function main(): Promise<void> {
  const files = shippedFiles();
  checkContents(files);
  await withInstalled(files, async (folder) => {
    compileReadmeExamples(folder);
    runCommand(folder);
    await checkProvider(folder);
    await checkPolicy(folder);
    const examples = await checkExamples(folder);
    console.log(
      `the package holds ${files.length} files, compiles for a user and runs, and so do its ${examples} examples`,
    );
  });
}

void main();
