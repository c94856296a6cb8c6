import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { advice } from "../../../cli/verify/advice";
import { steps } from "../../../cli/verify/finding";

const page = readFileSync(path.join(__dirname, "../../../docs/operations.md"), "utf8");
const [, section = ""] = /\n## Verifying the chain\n(.*?)\n## /s.exec(page) ?? [];
const rows = [...section.matchAll(/^\| (.*) \|$/gm)].map(([, row = ""]) =>
  row.split(" | ").map((cell) => cell.trim()),
);

describe("what docs/operations.md says of snowtrail verify", () => {
  it("lists every link with what is expected of it, in order, and no other", () => {
    const listed = rows.filter((row) => row.length === 3 && row[0]?.startsWith("`"));
    expect(listed.map(([step, expected]) => [step, expected])).to.deep.equal(
      Object.entries(steps).map(([step, expected]) => [`\`${step}\``, expected]),
    );
  });

  it("has the command's words for what to do, in order, and no other", () => {
    const listed = rows.filter(
      (row) => row.length === 2 && !/^(what is wrong|-+)$/.test(row[0] ?? ""),
    );
    expect(listed.map(([, toDo]) => toDo)).to.deep.equal(Object.values(advice));
  });

  it("has the sections that they send people to", () => {
    const texts = Object.values(advice).join("\n");
    const named = [...texts.matchAll(/"([^"]+)"|see ([A-Z_]{6,})/gi)].map(
      ([, title, state]) => title ?? state,
    );
    expect(named).to.include.members(["No message comes", "PIPE_PAUSED"]);
    const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading);
    expect(headings).to.include.members(named);
  });

  it("shows what README.md shows of it", () => {
    const readme = readFileSync(path.join(__dirname, "../../../README.md"), "utf8");
    const [, shown = ""] = /npx snowtrail verify`.*?```\n(.*?) *```/s.exec(readme) ?? [];
    const lines = shown.split("\n").map((line) => line.slice(2).trimEnd());
    expect(lines).to.include("not ok  notification   the bucket does not tell EventBridge");
    for (const line of lines.filter((each) => each !== "…")) expect(section).to.include(line);
  });
});
