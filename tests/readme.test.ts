import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { parse } from "yaml";

const root = path.join(__dirname, "..");
const readme = readFileSync(path.join(root, "README.md"), "utf8");

interface Setting {
  default: string | number | boolean | string[] | object;
  /** One line, and for an object a line for each of its keys: `key (default): description`. */
  description: string;
}

describe("README", () => {
  it("lists every setting of Pulumi.yaml, and every key of one, with default and description, and no other", () => {
    const { config } = parse(readFileSync(path.join(root, "Pulumi.yaml"), "utf8")) as {
      config: Record<string, Setting>;
    };
    const listed = [...readme.matchAll(/^\| `([\w.]+)` +\| (.*?) +\| (.*?) +\|$/gm)].map(
      ([, key, fallback, description]) => [key, fallback, description],
    );
    const declared = Object.entries(config).flatMap(
      ([setting, { default: fallback, description }]) => {
        const [first, ...keys] = description.trim().split("\n");
        return [[setting, shown(fallback), first], ...keys.map((line) => keyOf(setting, line))];
      },
    );
    expect(listed).to.deep.equal(declared);
  });

  it("links to files and folders that exist", () => {
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, target = ""]) => target);
    expect(links).not.to.be.empty;
    for (const link of links) {
      expect(existsSync(path.join(root, link)), link).to.be.true;
    }
  });
});

function shown(value: Setting["default"]): string {
  if (typeof value === "object" && !Array.isArray(value)) return "object";
  const text = Array.isArray(value) ? value.join(", ") : String(value);
  return text === "" ? "none" : `\`${text}\``;
}

function keyOf(setting: string, line: string): (string | undefined)[] {
  const [, key, fallback, description] = /^([\w.]+) \((.*?)\): (.*)$/.exec(line) ?? [];
  expect(key, line).not.to.be.undefined;
  return [`${setting}.${key}`, fallback, description];
}
