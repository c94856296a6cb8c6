import { expect } from "chai";
import { gzipSync } from "node:zlib";
import { TestFolder, snowtrail, type Ran } from "../logFiles";
import { TestS3, setEnvironment } from "../s3Server";
import { TestTrail, cloudTrailKey, publicKeys, put, strangersKey, type TrailFile } from "./trail";

const trail = new TestTrail();
const log = trail.log("2024-05-01T12:10:00Z");
const [first, second] = trail.digests(
  ["2024-05-01T13:00:00Z", [log]],
  ["2024-05-01T14:00:00Z", []],
) as [TrailFile, TrailFile];
/** The second digest as somebody else would write it. */
const forged = trail.digest("2024-05-01T14:00:00Z", { after: first, key: strangersKey });

describe("The signatures of digests", () => {
  let folder: TestFolder;
  let keys: string[];
  beforeEach(() => {
    folder = new TestFolder();
    keys = ["--public-keys", folder.write("keys.json", publicKeys(cloudTrailKey))];
  });
  afterEach(() => {
    folder.remove();
  });

  const run = (...args: string[]): Promise<Ran> =>
    snowtrail(["reconcile", folder.at("AWSLogs"), ...args]);
  const told = (file: TrailFile, signature = file.signature): string[] => [
    "--signatures",
    folder.write("signatures.json", JSON.stringify({ [file.key]: signature })),
  ];

  it("stand in the next digest, so that on disk the newest one alone is told and otherwise not checked", async () => {
    put(folder, log, first, second);
    const without = await run(...keys);
    expect(without.stdout).to.match(
      /^signatures {2}1 of 2 valid\n +1 not checked: not on disk.*\n.*140000Z\.json\.gz$/m,
    );
    expect(without.status).to.equal(0);
    const { stdout, status } = await run(...keys, ...told(second));
    expect(stdout).to.match(/^signatures {2}2 of 2 valid\nfiles/m);
    expect(status).to.equal(0);
  });

  it("that are another's, or of another text, are faults", async () => {
    put(folder, log, first, second);
    for (const wrong of [forged.signature, first.signature, "00"]) {
      const { stdout, status } = await run(...keys, ...told(second, wrong));
      expect(stdout).to.match(/^signatures {2}1 of 2 valid, 1 invalid$/m);
      expect(stdout).to.match(
        /^signature invalid\n {2}it is not what was signed \(1\):\n.*140000Z/m,
      );
      expect(status).to.equal(1);
    }
  });

  it("by a key that is not among the public keys are faults", async () => {
    put(folder, log, first, forged);
    const { stdout, status } = await run(...keys, ...told(forged));
    expect(stdout).to.include(
      `key unknown\n  ${strangersKey.fingerprint} is not among the public keys (1):`,
    );
    expect(status).to.equal(1);
    const both = folder.write("both.json", publicKeys(strangersKey));
    const more = await run(...keys, "--public-keys", both, ...told(forged));
    expect(more.stdout, "keys of two files").to.include("2 of 2 valid");
  });

  it("tell of an edited digest even where its successor was edited with it", async () => {
    const edited = trail.digest("2024-05-01T13:00:00Z", {
      key: strangersKey,
      fields: {
        digestPublicKeyFingerprint: cloudTrailKey.fingerprint,
      },
    });
    const successor = trail.digest("2024-05-01T14:00:00Z", { after: edited });
    put(folder, edited, successor);
    const { stdout, status } = await run(...keys, ...told(successor));
    expect(stdout).to.include("no chain is broken");
    expect(stdout).to.match(/^signature invalid\n {2}it is not what was signed \(1\):\n.*130000Z/m);
    expect(status).to.equal(1);
  });

  it("are not asked for without public keys, and wrong files are refused with what to do", async () => {
    put(folder, log, first, second);
    const refused = async (...args: string[]): Promise<string> => {
      const { status, stderr } = await run(...args);
      expect(status, stderr).to.equal(2);
      return stderr;
    };
    expect(await refused(...told(second))).to.match(/--signatures needs the public keys/);
    for (const [text, reason] of [
      [
        "keys",
        /^snowtrail: The public keys in ".*" are wrong: they are not JSON\. Write the file with `aws cloudtrail list-public-keys/,
      ],
      ["{}", /are wrong: PublicKeyList: expected a list/],
      ['{"PublicKeyList":[{"Value":"AAAA","Fingerprint":"f"}]}', /the value of f is no RSA key/],
    ] as const) {
      expect(await refused("--public-keys", folder.write("wrong.json", text))).to.match(reason);
    }
    for (const [text, reason] of [
      ["signatures", /The signatures in ".*" are not JSON\. Write an object/],
      [
        '{"a.json.gz":"no"}',
        /are wrong at a\.json\.gz: expected the signature of a digest in hexadecimal/,
      ],
    ] as const) {
      const file = folder.write("wrong.json", text);
      expect(await refused(...keys, "--signatures", file)).to.match(reason);
    }
    expect(await refused("--public-keys", folder.at("none.json"))).to.match(/it does not exist/);
  });

  describe("in S3", () => {
    let s3: TestS3;
    let restore: () => void;
    before(async () => {
      s3 = await TestS3.start();
      restore = setEnvironment(s3.environment);
    });
    after(async () => {
      restore();
      await s3.stop();
    });

    it("are asked for where no other digest tells them, and logs and digests are found by their folders", async () => {
      for (const { key, text, signature } of [log, first, second]) {
        s3.put(key, gzipSync(text), { metadata: signature === undefined ? {} : { signature } });
      }
      const place = `s3://${TestS3.bucket}/AWSLogs/`;
      const days = ["--from", "2024-05-01", "--endpoint-url", s3.url];
      const { stdout, status } = await snowtrail(["reconcile", place, ...days, ...keys]);
      expect(stdout).to.include("2 of 2 valid").and.include("1 of 1 delivered files are");
      expect(stdout).to.match(/^gap\n/m);
      expect(status).to.equal(1);

      s3.fault = ({ key }) => (key === log.key ? { status: 403, code: "AccessDenied" } : undefined);
      const refused = await snowtrail(["reconcile", place, "--endpoint-url", s3.url]);
      expect(refused.stdout).to.match(
        /^not read\n {2}reading it is not permitted: allow s3:GetObject/m,
      );
      expect(refused.stdout).not.to.match(/^missing/m);
      expect(refused.status).to.equal(3);
    });
  });
});
