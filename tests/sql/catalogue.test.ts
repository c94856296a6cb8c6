import { expect } from "chai";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CatalogueError, readCatalogue, type CatalogueOptions } from "../../sql/catalogue";
import { detectionFile, withFolder } from "./ownFolder";

const shipped = readCatalogue();

function messageOf(options: CatalogueOptions): string {
  try {
    readCatalogue(options);
  } catch (error) {
    expect(error).to.be.instanceOf(CatalogueError);
    return (error as Error).message;
  }
  throw new Error("expected an error");
}

/** The error of a folder with this file, the folder's name taken out. */
const mistakeIn = (name: string, text: string): string =>
  withFolder({ [name]: text }, (folder) =>
    messageOf({ detectionsFolder: folder })
      .replaceAll(`${folder}${path.sep}`, "")
      .replaceAll(folder, "FOLDER"),
  );

const own = (text: string) =>
  withFolder({ "example.sql": text }, (folder) => {
    const { detections } = readCatalogue({ detectionsFolder: folder });
    const detection = detections.find(({ id }) => id === "example");
    if (!detection) throw new Error("expected the detection");
    return detection;
  });

const digestIn = (statement: string) => /\/\* digest ([0-9a-f]{12})/.exec(statement)?.[1];

describe("sql: the catalogue", () => {
  describe("deployed statements", () => {
    it("lose the header and the closing semicolon, and keep the rest as it is written", () => {
      const { statement } = own(
        detectionFile("example", { select: "\n-- why\nselect *\nfrom cloudtrail -- all;\n;\n\n" }),
      );
      expect(statement.replace(/[0-9a-f]{12}/g, "…")).to.equal(
        "-- why\nselect *\nfrom cloudtrail -- all;\n/* digest … cloudtrail … */",
      );
    });

    it("carry a digest, since the provider's diff is blind to letter case and white space", () => {
      const select = (literal: string) => `select * from cloudtrail where eventName = '${literal}'`;
      const lower = own(detectionFile("example", { select: select("no") }));
      const upper = own(detectionFile("example", { select: select("NO") }));
      expect(digestIn(lower.statement)).to.match(/^[0-9a-f]{12}$/);
      expect(digestIn(lower.statement)).to.not.equal(digestIn(upper.statement));
    });

    it("carry the digest of the whole file: an edit of the header deploys too", () => {
      const one = own(detectionFile("example"));
      const other = own(detectionFile("example").replace("[Tests.]", "[Trials.]"));
      expect(digestIn(one.statement)).to.not.equal(digestIn(other.statement));
    });

    it("carry the digest of cloudtrail, whose columns `select *` keeps from when it was created", () => {
      const { digest } = shipped.cloudtrail;
      expect(shipped.cloudtrail.statement).to.match(new RegExp(`\\n/\\* digest ${digest} \\*/$`));
      for (const { statement } of shipped.detections) {
        expect(statement).to.match(new RegExp(` cloudtrail ${digest} \\*/$`));
      }
      expect(shipped.findings).to.match(
        new RegExp(` cloudtrail ${digest} functions [0-9a-f]{12} \\*/$`),
      );
    });

    it("are the same from a checkout with other line endings", () => {
      const unix = detectionFile("example");
      const windows = `\uFEFF${unix.replace(/\n/g, "\r\n")}`;
      expect(own(windows).statement).to.equal(own(unix).statement);
    });

    it("may begin with a common table expression", () => {
      const select = "with x as (select * from cloudtrail) select * from x";
      expect(own(detectionFile("example", { select })).statement).to.match(/^with x as /);
    });

    it("may hold semicolons, quotes and comment signs in strings, names and comments", () => {
      const select = `select * from cloudtrail -- it's; /*
where eventName in (';', 'it''s', 'a\\'b;', '--', '/*', $$;'$$) /* ; ' */ and "a;""b" = 1`;
      expect(own(detectionFile("example", { select })).statement).to.contain(select);
    });
  });

  describe("a file", () => {
    const header = detectionFile("example").split("*/")[0] ?? "";
    const cases: [string, string, string][] = [
      [
        "without a header",
        "select 1",
        "the header is missing. The file starts with a block comment (/* … */).",
      ],
      [
        "whose header has no end",
        "/*\nid: example\nselect 1",
        "the header is never closed. End it with */ before the statement.",
      ],
      [
        "without a SELECT",
        `${header}*/ -- later`,
        "expected one SELECT after the header, found nothing.",
      ],
      [
        "with another statement",
        `${header}*/ drop table cloudtrail_raw`,
        'expected one SELECT after the header, found "drop".',
      ],
      [
        "with two statements",
        `${header}*/ select 1; drop table x`,
        "there is more after the first semicolon. A file holds one SELECT, which becomes one view.",
      ],
      ["with an open string", `${header}*/ select 'a`, "a ' is never closed."],
      ["with an open name", `${header}*/ select "a`, 'a " is never closed.'],
      ["with an open comment", `${header}*/ select 1 /* a`, "a comment is never closed."],
      ["with an open $$ string", `${header}*/ select $$a`, "a $$ string is never closed."],
      [
        "named otherwise than its id",
        detectionFile("other"),
        'id: expected "example", the name of the file, found "other". Change either.',
      ],
    ];
    for (const [what, text, message] of cases) {
      it(`${what} is refused by name`, () => {
        expect(mistakeIn("example.sql", text)).to.equal(`example.sql: ${message}`);
      });
    }

    it("with a wrong header is refused by name and key", () => {
      const text = detectionFile("example").replace("severity: low", "severity: urgent");
      expect(mistakeIn("example.sql", text)).to.equal(
        "example.sql: the header is wrong.\n  severity: expected one of info, low, medium, high, critical",
      );
    });
  });

  describe("a folder of one's own", () => {
    it("adds its detections, in the order of all ids", () => {
      withFolder({ "new_one.sql": detectionFile("new_one") }, (folder) => {
        const { detections, findings } = readCatalogue({ detectionsFolder: folder });
        expect(detections.map(({ id }) => id)).to.deep.equal(
          [...shipped.detections.map(({ id }) => id), "new_one"].sort(),
        );
        expect(findings).to.contain(" as is_new_one,\n");
      });
    });

    it("overrides a shipped detection by its id", () => {
      withFolder({ "root_activity.sql": detectionFile("root_activity") }, (folder) => {
        const { detections } = readCatalogue({ detectionsFolder: folder });
        expect(detections).to.have.lengthOf(shipped.detections.length);
        const root = detections.find(({ id }) => id === "root_activity");
        expect(root?.severity).to.equal("low");
        expect(root?.file).to.equal(path.join(folder, "root_activity.sql"));
      });
    });

    it("may hold fixtures, notes and hidden files, which are passed over", () => {
      const files = {
        "example.sql": detectionFile("example"),
        "example.fixtures.yaml": "event: {}",
        "README.md": "Ours.",
        ".gitkeep": "",
      };
      withFolder(files, (folder) => {
        expect(readCatalogue({ detectionsFolder: folder }).detections).to.have.lengthOf(
          shipped.detections.length + 1,
        );
      });
    });

    it("that does not exist is named", () => {
      expect(messageOf({ detectionsFolder: "no/such/folder" })).to.equal(
        'The folder of detections "no/such/folder" cannot be read: it does not exist. Give the path of a folder with .sql files.',
      );
    });

    it("that is a file is named", () => {
      expect(messageOf({ detectionsFolder: "package.json" })).to.equal(
        'The folder of detections "package.json" cannot be read: it is not a folder. Give the path of a folder with .sql files.',
      );
    });

    it("without a detection is named", () => {
      expect(mistakeIn("README.md", "Ours.")).to.equal(
        'The folder of detections "FOLDER" holds no .sql file, no exceptions.csv and no indicators.csv. Add one, or leave the folder out of the settings.',
      );
    });

    for (const name of ["example.SQL", "example.sql.bak", "events.json", "my-exceptions.csv"]) {
      it(`with ${name}, which would never run, is refused`, () => {
        expect(mistakeIn(name, detectionFile("example"))).to.equal(
          `${name}: the folder of detections holds <id>.sql and <id>.fixtures.yaml files, exceptions.csv, indicators.csv and .md files only. Move it elsewhere, or rename it to one of these.`,
        );
      });
    }

    it("with a folder in it, whose files would never run, is refused", () => {
      withFolder({ "example.sql": detectionFile("example") }, (folder) => {
        mkdirSync(path.join(folder, "more"));
        writeFileSync(path.join(folder, "more", "x.sql"), "");
        expect(messageOf({ detectionsFolder: folder })).to.match(
          /more: the folder .* holds <id>\.sql and /,
        );
      });
    });
  });

  describe("switching off", () => {
    it("takes a detection out of the list and out of FINDINGS", () => {
      const { detections, findings } = readCatalogue({ disabledDetections: ["root_activity"] });
      expect(detections.map(({ id }) => id)).to.not.include("root_activity");
      expect(findings).to.not.contain("root_activity");
    });

    it("works for one's own detections", () => {
      withFolder({ "example.sql": detectionFile("example") }, (folder) => {
        const options = { detectionsFolder: folder, disabledDetections: ["example"] };
        expect(readCatalogue(options).detections).to.deep.equal(shipped.detections);
      });
    });

    it("refuses an id that does not exist, and tells those that are like it", () => {
      expect(messageOf({ disabledDetections: ["ROOT_ACTIVITY"] })).to.equal(
        'There is no detection "ROOT_ACTIVITY" to switch off. Is it root_activity or root_login_failures or root_credentials_created? All ids are listed by "snowtrail list".',
      );
    });
  });
});
