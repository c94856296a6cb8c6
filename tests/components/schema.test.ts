import { readFileSync } from "node:fs";
import { join } from "node:path";

import { type AnalyzeResult, Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { expect } from "chai";

const root = join(__dirname, "..", "..");
const names = ["CloudTrailSource", "SecurityViews", "SnowflakeIngest"];

/** Pulumi reads the components' source to offer them to programs in every language. */
describe("components: their schema for other languages", () => {
  let schema: AnalyzeResult;
  before(() => {
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<
      string,
      unknown
    >;
    schema = new Analyzer(root, "snowtrail", manifest, new Set(names)).analyze();
  });

  it("holds every component", () => {
    expect(Object.keys(schema.components).sort()).to.deep.equal(names);
  });

  it("describes every argument and output, and tells the default of each that is optional", () => {
    for (const { name, description, inputs, outputs } of Object.values(schema.components)) {
      expect(description, name).to.be.a("string");
      for (const [key, property] of Object.entries({ ...outputs, ...inputs })) {
        expect(property.description, `${name}.${key}`).to.match(/[.]$/).and.not.include("[object");
      }
      for (const [key, { optional, description: text }] of Object.entries(inputs)) {
        if (optional) expect(text, `${name}.${key}`).to.match(/defaults to /i);
      }
    }
  });

  it("shows no output beyond the public fields", () => {
    const outputs = Object.values(schema.components).flatMap(({ name, outputs: all }) =>
      Object.keys(all).map((key) => `${name}.${key}`),
    );
    expect(outputs).to.have.length(9 + 3 + 12);
  });
});
