import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** The version of the package that this file belongs to, wherever in it the build has put the file. */
export function packageVersion(): string {
  let folder = __dirname;
  while (!existsSync(path.join(folder, "package.json"))) folder = path.dirname(folder);
  const { version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
    version: string;
  };
  return version;
}
