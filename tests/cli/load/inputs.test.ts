import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";
import { TestFolder, quietEvent, rowsOf, snowtrail, withoutDetections } from "../logFiles";
import type { Case } from "./inputs/case";
import { loaded } from "./inputs/loaded";
import { notRead } from "./inputs/notRead";
import { passedOver } from "./inputs/passedOver";
import { setAside } from "./inputs/setAside";

const page = readFileSync(path.join(__dirname, "../../../docs/inputs.md"), "utf8");

/** A line of a table of docs/inputs.md. */
interface Line {
  input: string;
  outcome: string;
  reason: string | undefined;
}

const lines: Line[] = [
  ...page.matchAll(/^\| ([^|]+?) +\| `([a-z ]+)` +(?:\| ([^|]+?) +)?\|$/gm),
].map(([, input = "", outcome = "", reason]) => ({ input, outcome, reason }));

const sections: Record<string, { title: string | undefined; status: number }> = {
  loaded: { title: undefined, status: 0 },
  "no log": { title: "no logs", status: 0 },
  "no events": { title: "no events", status: 0 },
  copies: { title: "copies", status: 0 },
  "set aside": { title: "set aside", status: 3 },
  "not read": { title: "not read", status: 3 },
};

const cases: Record<string, Case> = { ...loaded, ...passedOver, ...setAside, ...notRead };

describe("docs/inputs.md", () => {
  it("has a test for each line, and a line for each test", () => {
    expect(lines.map(({ input }) => input)).to.have.members(Object.keys(cases));
    expect(lines).to.have.length(Object.keys(cases).length);
  });

  for (const { input, outcome, reason } of lines) {
    it(`${input}: ${outcome}`, async () => {
      const { files = {}, make, run, ids } = cases[input] ?? {};
      const logs = new TestFolder();
      const kept = new TestFolder();
      try {
        for (const [name, content] of Object.entries(files)) logs.write(name, content);
        await make?.(logs);
        if (run === undefined) logs.log("neighbour.json", [quietEvent("neighbour")]);
        const db = kept.at("events.duckdb");
        const ran = await (run?.(logs, db) ??
          snowtrail(["detect", logs.path, "--db", db, ...withoutDetections]));
        const { title, status } = sections[outcome] ?? {};
        expect(ran.stderr).to.equal("");
        const titles = /^(no logs|no events|copies|set aside|not read)$/gm;
        expect(ran.stdout.match(titles)?.[0]).to.equal(title);
        if (reason !== undefined) expect(ran.stdout).to.include(reason);
        const rows = await rowsOf(
          "select eventID from cloudtrail",
          "--db",
          db,
          ...withoutDetections,
        );
        const expected = [
          ...(ids ?? (outcome === "loaded" ? ["x"] : [])),
          ...(run === undefined ? ["neighbour"] : []),
        ];
        expect(rows.map((row) => row.eventID)).to.have.members(expected);
        expect(rows).to.have.length(expected.length);
        expect(ran.status).to.equal(status);
      } finally {
        logs.remove();
        kept.remove();
      }
    });
  }
});
