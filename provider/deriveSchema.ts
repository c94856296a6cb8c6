import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { generateSchema } from "@pulumi/pulumi/provider/experimental/schema";

import { components } from "./components";

const root = path.join(__dirname, "..");

/** Reads the components' source for what other languages have to know of them, as Pulumi's own host would. */
export function deriveSchema(): object {
  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
    name: string;
    version: string;
    description: string;
    license: string;
  };
  const { name, version, description, license } = manifest;
  const names = Object.keys(components).map((type) => type.split(":").at(-1) ?? "");
  // The analyzer starts with `main`, in whose place the library's source stands.
  const source = { ...manifest, main: "components/index.ts", exports: undefined };
  const found = new Analyzer(root, name, source, new Set(names)).analyze();
  const schema = generateSchema(
    name,
    version,
    description,
    found.components,
    found.typeDefinitions,
    found.dependencies,
  );
  // It leaves out what the types are for.
  const types = Object.entries(schema.types).map(([token, type]) => {
    const definition = found.typeDefinitions[token.split(":").at(-1) ?? ""];
    return [token, { ...type, description: definition?.description }];
  });
  return { ...schema, license, types: Object.fromEntries(types) as object };
}

/** The schema as the file has it. */
export function schemaText(): string {
  return `${JSON.stringify(deriveSchema(), null, 2)}\n`;
}

if (require.main === module) {
  writeFileSync(path.join(__dirname, "schema.json"), schemaText());
}
