import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

import * as library from "../../components";
import { components } from "../../provider/components";
import { schemaText } from "../../provider/deriveSchema";

interface Property {
  $ref?: string;
  description?: string;
}
interface Type {
  description?: string;
  properties?: Record<string, Property>;
  required?: string[];
}
interface Component extends Required<Type> {
  inputProperties: Record<string, Property>;
  requiredInputs: string[];
}
interface Schema {
  resources: Record<string, Component>;
  types: Record<string, Type>;
}

const text = readFileSync(join(__dirname, "..", "..", "provider", "schema.json"), "utf8");
const folder = join(__dirname, "..", "..", "components");
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(join(folder, file), "utf8"));
const { resources, types } = JSON.parse(text) as Schema;
const all = { ...resources, ...types };

describe("provider: the schema for other languages", () => {
  it("is what the components' source says (if not: npm run docs)", () => {
    expect(schemaText()).to.equal(text);
  });

  it("has every component of the library", () => {
    const exported = Object.entries(library)
      .filter(([, value]) => typeof value === "function" && String(value).startsWith("class "))
      .map(([name]) => `snowtrail:index:${name}`);
    expect(Object.keys(resources).sort()).to.deep.equal(exported.sort());
    expect(Object.keys(components)).to.have.members(exported);
  });

  it("describes each component and type, and each argument and output in a sentence", () => {
    for (const [token, type] of Object.entries(all)) {
      expect(type.description, token).to.match(/^[A-Z]/);
      const { inputProperties = {} } = type as Partial<Component>;
      for (const properties of [type.properties ?? {}, inputProperties])
        for (const [name, { description }] of Object.entries(properties))
          expect(description, `${token} ${name}`).to.match(/[.]$/).and.not.include("[object");
    }
  });

  it("tells the default of each argument that may be left out", () => {
    const inputs = [
      ...Object.entries(resources).map(
        ([token, { inputProperties, requiredInputs }]) =>
          [token, inputProperties, requiredInputs] as const,
      ),
      ...Object.entries(types)
        .filter(([token]) => token.endsWith("Args"))
        .map(
          ([token, { properties = {}, required = [] }]) => [token, properties, required] as const,
        ),
    ];
    for (const [token, properties, required] of inputs)
      for (const [name, { description }] of Object.entries(properties))
        if (!required.includes(name))
          expect(description, `${token} ${name}`).to.match(/defaults to /i);
  });

  it("has no field that is private, and nothing that may be anything", () => {
    for (const component of Object.values(components)) {
      const { name } = component;
      const [file] = sources.filter((source) => source.includes(`export class ${name} extends`));
      expect(file, name)
        .to.be.a("string")
        .and.not.match(/^ {2}(private|protected|#)/m);
    }
    expect(text).not.to.match(/pulumi\.json#\/(Any|Asset|Archive|Json)/);
  });
});
