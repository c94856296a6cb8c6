import { expect } from "chai";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { sampleDay, sampleFiles } from "../../samples/generate";

const folder = "samples/AWSLogs";
const shipped = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .map((name) => path.join(folder, name))
  .filter((file) => statSync(file).isFile())
  .sort();

const keyOf = (file: string) => path.relative("samples", file).replaceAll(path.sep, "/");

/** The text in a gzip, or what could be read of one that was cut off. */
function contentOf(body: Uint8Array): string {
  try {
    return gunzipSync(body).toString("utf8");
  } catch {
    return `cut off after ${body.length} bytes`;
  }
}

const texts = shipped.map((file) => contentOf(readFileSync(file)));

interface Content {
  Records?: Record<string, unknown>[];
}
const records = texts
  .filter((text) => text.startsWith("{"))
  .flatMap((text) => (JSON.parse(text) as Content).Records ?? []);

describe("samples", () => {
  it("are what the generator writes (if not: npx tsx samples/generate.ts)", () => {
    const made = new Map(sampleFiles().map(({ key, body }) => [key, contentOf(body)]));
    expect(shipped.map(keyOf)).to.deep.equal([...made.keys()].sort());
    for (const [index, file] of shipped.entries()) {
      expect(texts[index] === made.get(keyOf(file)), file).to.be.true;
    }
  });

  it("are the same at every run, byte for byte", () => {
    const [one, other] = [sampleFiles(), sampleFiles()];
    expect(one.map(({ key }) => key)).to.deep.equal(other.map(({ key }) => key));
    for (const [index, { key, body }] of one.entries()) {
      expect(Buffer.compare(body, other[index]?.body ?? new Uint8Array()), key).to.equal(0);
    }
  });

  it("carry no time and no operating system in their gzip headers", () => {
    for (const { key, body } of sampleFiles()) {
      expect([...body.subarray(4, 8), body[9]], key).to.deep.equal([0, 0, 0, 0, 255]);
    }
  });

  it("are small to ship", () => {
    const bytes = shipped.reduce((sum, file) => sum + statSync(file).size, 0);
    expect(bytes).to.be.below(1_500_000);
  });

  it("hold some thousand events", () => {
    expect(records.length).to.be.within(3000, 6000);
  });

  it("lie under CloudTrail's keys", () => {
    const logs =
      /^AWSLogs\/111122223333\/CloudTrail\/([a-z0-9-]+)\/2026\/03\/1[78]\/111122223333_CloudTrail_\1_202603\d\dT\d{4}Z_[A-Za-z0-9]{16}\.json\.gz$/;
    const digests =
      /^AWSLogs\/111122223333\/CloudTrail-Digest\/([a-z0-9-]+)\/2026\/03\/1[78]\/111122223333_CloudTrail-Digest_\1_larkspur-trail_eu-west-1_202603\d\dT\d{6}Z\.json\.gz$/;
    const strangers = shipped.map(keyOf).filter((key) => !logs.test(key) && !digests.test(key));
    expect(strangers).to.be.empty;
  });

  it("hold one file that was cut off, and a digest for each of 24 hours in four regions", () => {
    expect(texts.filter((text) => text.startsWith("cut off"))).to.have.lengthOf(1);
    expect(texts.filter((text) => text.includes('"digestEndTime"'))).to.have.lengthOf(96);
  });

  it("have their public key and the newest signatures beside them", () => {
    const { publicKeys, signatures } = sampleDay();
    for (const [name, made] of Object.entries({ "public-keys": publicKeys, signatures })) {
      expect(JSON.parse(readFileSync(`samples/${name}.json`, "utf8")), name).to.deep.equal(made);
    }
  });

  it("hold one event twice, in two files", () => {
    const ids = records.flatMap(({ eventID }) => (typeof eventID === "string" ? [eventID] : []));
    const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
    expect(twice).to.have.lengthOf(1);
    const files = texts.filter((text) => text.includes(twice[0] ?? ""));
    expect(files).to.have.lengthOf(2);
  });

  it("name no account but that of documentation", () => {
    for (const text of texts) {
      for (const [id] of text.matchAll(/(?<![0-9A-Za-z.-])\d{12}(?![0-9A-Za-z.-])/g)) {
        expect(id).to.equal("111122223333");
      }
    }
  });

  it("name no address but those of documentation", () => {
    const documentation = /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$|^2001:db8:/;
    const words = new Set(records.map(({ sourceIPAddress }) => String(sourceIPAddress)));
    for (const address of words) {
      expect(address).to.match(
        new RegExp(`${documentation.source}|\\.amazonaws\\.com$|^AWS Internal$|^undefined$`),
      );
    }
  });

  it("hold no key id that could be real", () => {
    for (const text of texts) {
      for (const [id] of text.matchAll(/\b(?:AKIA|ASIA|AIDA|AROA)[A-Z0-9]{12,}\b/g)) {
        expect(id)
          .to.match(/EXAMPLE$/)
          .and.match(/^.{20,21}$/);
      }
    }
  });

  it("are described", () => {
    expect(existsSync("samples/README.md")).to.be.true;
  });
});
