import fs from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { deploy } from "../../sandbox/pulumi/deploy";
import { deployed, stored } from "./deployed";

describe("program: a mistake in the configuration", () => {
  it("is told before anything is made", async () => {
    const made: string[] = [];
    const failure = await deploy({
      stack: "dev",
      config: stored({ bucket: { existing: "audit-logs", name: "logs" } }),
      onResource: ({ type }) => made.push(type),
    }).catch((error: unknown) => error);
    expect(String(failure)).to.match(/snowtrail:bucket[.]name: is for a new bucket/);
    expect(made.filter((type) => type !== "pulumi:pulumi:Stack")).to.be.empty;
  });
});

describe("program: the catalogue", () => {
  it("is read twice: to check the settings, and to make the views", async () => {
    const original = fs.readFileSync;
    const reads: string[] = [];
    Object.assign(fs, {
      readFileSync: (...given: Parameters<typeof original>) => {
        reads.push(String(given[0]));
        return original(...given);
      },
    });
    try {
      await deployed({ disabledDetections: ["root_activity"] });
    } finally {
      Object.assign(fs, { readFileSync: original });
    }
    const texts = reads.filter((file) => file.endsWith(".sql"));
    expect(texts).to.include(join(__dirname, "..", "..", "sql", "cloudtrail.sql"));
    const times = texts.map((file) => texts.filter((each) => each === file).length);
    expect(Math.max(...times)).to.equal(2);
  });
});
