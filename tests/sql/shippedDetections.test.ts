import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readCatalogue, severities } from "../../sql/catalogue";
import { attackTechniques, attackVersion } from "./attackTechniques";

const { detections } = readCatalogue();

describe("sql: the shipped detections", () => {
  it("cover each event of the monitoring section of CIS AWS Foundations with one of their own", () => {
    const controls = detections.flatMap(({ cis }) => cis["5.0"] ?? []);
    expect(controls.map((control) => Number(control.slice(2))).sort((a, b) => a - b)).to.deep.equal(
      Array.from({ length: 15 }, (_, at) => at + 1),
    );
  });

  it("keep their ids, by which people switch them off, alert on them and replace them", () => {
    const golden = readFileSync("tests/sql/detectionIds.txt", "utf8").trimEnd().split("\n");
    expect(detections.map(({ id }) => id)).to.deep.equal(golden);
  });

  it("are every file of their folder, with fixtures beside each", () => {
    const files = readdirSync("sql/detections").sort();
    expect(detections.flatMap(({ id }) => [`${id}.fixtures.yaml`, `${id}.sql`])).to.deep.equal(
      files,
    );
  });

  it("name every technique in the list that was looked up, which is not longer than it has to be", () => {
    const named = new Set(detections.flatMap(({ attack }) => attack?.techniques ?? []));
    expect([...named].sort()).to.deep.equal(Object.keys(attackTechniques).sort());
  });

  for (const detection of detections) {
    describe(detection.id, () => {
      it("is the name of the file, and in upper case that of the view", () => {
        expect(path.basename(detection.file)).to.equal(`${detection.id}.sql`);
        expect(detection.viewName).to.equal(detection.id.toUpperCase());
      });

      it('has a description that starts with "Detects" and is a sentence', () => {
        expect(detection.description).to.match(/^Detects .+\.$/s);
      });

      it("has a title that names the finding without a closing dot", () => {
        expect(detection.title).to.match(/^[A-Z].{3,60}[^.]$/);
      });

      it("has a severity of the scale", () => {
        expect(severities).to.include(detection.severity);
      });

      it("names techniques that its version of ATT&CK has, each once", () => {
        expect(detection.attack?.version).to.equal(attackVersion);
        const techniques = detection.attack?.techniques ?? [];
        expect(techniques.filter((id) => !Object.hasOwn(attackTechniques, id))).to.deep.equal([]);
        expect(techniques).to.have.length(new Set(techniques).size);
      });

      it("keeps CIS versions and controls as texts, so that 4.10 is not 4.1", () => {
        for (const [version, control] of Object.entries(detection.cis)) {
          expect(version).to.match(/^\d\.\d$/);
          expect(control)
            .to.be.a("string")
            .and.match(/^[345]\.\d{1,2}$/);
        }
      });

      it("has the same CIS control in each version, under the section's number there", () => {
        const section: Record<string, string> = { "1.2": "3", "6.0": "5" };
        const numbers = Object.entries(detection.cis).map(([version, control]) => {
          const [first, number] = control.split(".");
          expect(first, `v${version}`).to.equal(section[version] ?? "4");
          return number;
        });
        expect(new Set(numbers).size).to.be.at.most(1);
      });

      it("is honest about false positives and blind spots", () => {
        expect(detection.falsePositives).to.not.be.empty;
        expect(detection.blindSpots).to.not.be.empty;
        for (const text of [...detection.falsePositives, ...detection.blindSpots]) {
          expect(text).to.match(/\.$/);
        }
      });

      it("tells where to read on, and whether its rows may still change their meaning", () => {
        expect(detection.references).to.not.be.empty;
        expect(readFileSync(detection.file, "utf8")).to.match(/^status: (stable|experimental)$/m);
      });

      it("says in its file what counts, or what differs from a well-known query, and why", () => {
        expect(readFileSync(detection.file, "utf8")).to.match(
          /^-- What (counts|differs from the (query of Snowflake's quickstart|filter of the CIS benchmark)), and why:$/m,
        );
      });
    });
  }
});
