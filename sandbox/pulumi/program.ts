import { createRequire } from "node:module";
import { dirname, resolve, sep } from "node:path";

type Exports = Record<string, unknown>;

/**
 * Runs a program as the CLI does: it is required, and a function that it exports is called.
 *
 * Its own modules are loaded afresh, so that each deployment runs every line again; packages, and the
 * sandbox itself, stay loaded. Modules that were loaded before are put back afterwards.
 */
export async function runProgram(main: string): Promise<Exports | undefined> {
  const path = require.resolve(main);
  const root = dirname(path) + sep;
  const kept: [string, NodeModule][] = [];
  for (const [file, loaded] of Object.entries(require.cache)) {
    if (loaded && isOwn(file, root)) {
      kept.push([file, loaded]);
      Reflect.deleteProperty(require.cache, file);
    }
  }
  try {
    const exported: unknown = createRequire(__filename)(path);
    const result: unknown =
      typeof exported === "function" ? await (exported as () => unknown)() : exported;
    return result as Exports | undefined;
  } finally {
    for (const file of Object.keys(require.cache)) {
      if (isOwn(file, root)) Reflect.deleteProperty(require.cache, file);
    }
    for (const [file, loaded] of kept) require.cache[file] = loaded;
  }
}

const here = resolve(dirname(__dirname)) + sep;

function isOwn(file: string, root: string): boolean {
  return (
    file.startsWith(root) && !file.includes(`${sep}node_modules${sep}`) && !file.startsWith(here)
  );
}
