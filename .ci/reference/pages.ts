import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { commandsPage } from "./commands";
import { type Schema, componentsPage } from "./components";
import { settingsPage } from "./settings";

const root = join(__dirname, "..", "..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

/** The pages of docs/reference/, by their files. */
export const pages: Record<string, () => string> = {
  "components.md": () => componentsPage(JSON.parse(read("provider/schema.json")) as Schema),
  "settings.md": () => settingsPage(read("Pulumi.yaml")),
  "commands.md": commandsPage,
};

/** A page as its file has it. */
export function keptPage(file: string): string {
  return read(join("docs/reference", file));
}

if (require.main === module) {
  for (const [file, page] of Object.entries(pages))
    writeFileSync(join(root, "docs/reference", file), page());
}
