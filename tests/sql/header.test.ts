import { expect } from "chai";
import { stringify } from "yaml";
import { CatalogueError } from "../../sql/catalogue";
import { parseHeader } from "../../sql/catalogue/header";

const complete = {
  id: "example",
  title: "An example",
  description: "Detects an example.",
  severity: "low",
  attack: { version: "18", techniques: ["T1078.004"] },
  cis: { "5.0": "4.10" },
  falsePositives: ["Tests."],
  blindSpots: ["Everything else."],
  references: ["https://example.com/"],
  status: "stable",
};

function mistake(changes: Record<string, unknown>): string {
  const header: Record<string, unknown> = { ...complete, ...changes };
  for (const key of Object.keys(header)) if (header[key] === undefined) delete header[key];
  return messageOf(stringify(header));
}

function messageOf(text: string): string {
  try {
    parseHeader(text, "own/example.sql");
  } catch (error) {
    expect(error).to.be.instanceOf(CatalogueError);
    return (error as Error).message;
  }
  throw new Error("expected an error");
}

const wrong = (line: string) => `own/example.sql: the header is wrong.\n  ${line}`;

describe("sql: the header of a detection", () => {
  it("is read as it stands", () => {
    expect(parseHeader(stringify(complete), "own/example.sql")).to.deep.equal(complete);
  });

  it("keeps numbers as they are written, quoted or not", () => {
    const text = stringify({ ...complete, cis: undefined, attack: undefined });
    const header = parseHeader(
      `${text}\ncis: { 5.0: 4.10, 1.20: 3.10 }\nattack: { version: 18.0, techniques: [T1078] }`,
      "own/example.sql",
    );
    expect(header.cis).to.deep.equal({ "5.0": "4.10", "1.20": "3.10" });
    expect(header.attack?.version).to.equal("18.0");
  });

  it("may name no CIS control", () => {
    expect(parseHeader(stringify({ ...complete, cis: {} }), "own/example.sql").cis).to.deep.equal(
      {},
    );
  });

  it("of one's own detection says its id, title and severity at least", () => {
    const { id, title, severity } = complete;
    expect(parseHeader(stringify({ id, title, severity }), "own/example.sql")).to.deep.equal({
      id,
      title,
      severity,
      description: "",
      cis: {},
      falsePositives: [],
      blindSpots: [],
      references: [],
      status: "experimental",
    });
  });

  for (const key of ["id", "title", "severity"]) {
    it(`without ${key} names the file and the key`, () => {
      expect(mistake({ [key]: undefined })).to.equal(wrong(`${key}: missing`));
    });
  }

  it("with an unknown key names the file and the key", () => {
    expect(mistake({ level: "high" })).to.equal(wrong("level: there is no such key"));
  });

  it("with an unknown key further in names the path", () => {
    const attack = { ...complete.attack, tactics: ["TA0001"] };
    expect(mistake({ attack })).to.equal(wrong("attack.tactics: there is no such key"));
  });

  it("names all mistakes at once", () => {
    expect(mistake({ severity: "urgent", status: "new", title: undefined })).to.equal(
      wrong(
        [
          "title: missing",
          "severity: expected one of info, low, medium, high, critical",
          "status: expected stable or experimental",
        ].join("\n  "),
      ),
    );
  });

  const cases: [string, Record<string, unknown>, string][] = [
    [
      "a description of another kind",
      { description: "Finds it." },
      'description: expected a sentence that starts with "Detects"',
    ],
    ["a title of two lines", { title: "One\nTwo" }, "title: expected one line of printable text"],
    [
      "a title with a control character",
      { title: "A\u001b[2Jb" },
      "title: expected one line of printable text",
    ],
    [
      "a title with a character that turns the direction",
      { title: "A\u202eb" },
      "title: expected one line of printable text",
    ],
    [
      "a title that is too long",
      { title: "x".repeat(81) },
      "title: expected at most 80 characters",
    ],
    [
      "a technique in other letters",
      { attack: { version: "18", techniques: ["t1078"] } },
      "attack.techniques[1]: expected a technique such as T1078 or T1078.004",
    ],
    [
      "no technique",
      { attack: { version: "18", techniques: [] } },
      "attack.techniques: expected at least one technique",
    ],
    ["a text for attack", { attack: "T1078" }, "attack: expected the keys version and techniques"],
    [
      "a control without section",
      { cis: { "5.0": "10" } },
      'cis.5.0: expected a control such as "4.10"',
    ],
    [
      "a benchmark that is no version",
      { cis: { latest: "4.10" } },
      'cis.latest: expected a version such as "5.0"',
    ],
    [
      "a list for cis",
      { cis: ["4.10"] },
      'cis: expected benchmark versions with their control, such as "5.0": "4.10"',
    ],
    [
      "one text for false positives",
      { falsePositives: "Tests." },
      "falsePositives: expected a list",
    ],
    ["no blind spot", { blindSpots: [] }, "blindSpots: expected at least one sentence"],
    [
      "a reference that is no address",
      { references: ["a book"] },
      "references[1]: expected an https address",
    ],
    [
      "an id in upper case",
      { id: "EXAMPLE" },
      "id: expected lower-case letters, digits and underscores, a letter first, 63 at most",
    ],
    [
      "an id that would break out of SQL",
      { id: "x; drop table y" },
      "id: expected lower-case letters, digits and underscores, a letter first, 63 at most",
    ],
  ];
  for (const [what, change, line] of cases) {
    it(`refuses ${what}`, () => {
      expect(mistake(change)).to.equal(wrong(line));
    });
  }

  for (const id of ["cloudtrail", "cloudtrail_raw", "findings", "select", "table"]) {
    it(`refuses the id ${id}, which is taken`, () => {
      expect(mistake({ id })).to.equal(
        wrong(
          `id: "${id}" cannot name a view of findings: it is a relation of Snowtrail's or a word of SQL. Choose another id`,
        ),
      );
    });
  }

  it("that is no YAML names the place", () => {
    expect(messageOf("id: [example")).to.match(
      /^own\/example\.sql: the header is no valid YAML: .+ at line 1, column \d+/,
    );
  });

  it("with a key twice is refused", () => {
    expect(messageOf(`${stringify(complete)}id: other\n`)).to.match(/Map keys must be unique/);
  });

  it("that is only prose says what it should be", () => {
    expect(messageOf("Finds bad things.")).to.equal(
      wrong("expected keys and values, as in the shipped detections"),
    );
  });
});
