import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { attack } from "./attack";
import { employees } from "./callers";
import { Delivery, type DeliveredFile, type DeliveredLog } from "./delivery";
import { deployments } from "./deployments";
import { digestChain } from "./digests";
import { oddRecords } from "./oddRecords";
import { peopleAtWork } from "./people";
import { at, home, Recorder, type JsonObject } from "./record";
import { servicesAtWork } from "./services";
import { signingKey } from "./signingKey";

/** A day of CloudTrail, and what proves that it is whole. */
interface SampleDay {
  /** Log files and digests. */
  files: DeliveredFile[];
  /** What `aws cloudtrail list-public-keys` would print. */
  publicKeys: JsonObject;
  /** Of the newest digest of each region its signature, by its key: no other digest holds it. */
  signatures: Record<string, string>;
}

/** The files of a day of CloudTrail at a small company, as they are delivered. The same ones at every call. */
export function sampleFiles(): DeliveredFile[] {
  return sampleDay().files;
}

/** The day with its proof. The same at every call. */
export function sampleDay(): SampleDay {
  const { records, login } = attack();
  const delivery = new Delivery();
  delivery.deliverAll([
    ...servicesAtWork(),
    ...peopleAtWork(),
    ...deployments(),
    ...oddRecords(),
    ...records,
  ]);
  // CloudTrail delivers at least once: this event lies in two files.
  delivery.deliver([login], "us-east-1", at(14, 5));
  const cut = new Recorder("cut off");
  const [caller] = employees;
  delivery.cutOff(
    ["ListClusters", "DescribeClusters", "ListServices"].map((name, second) =>
      cut.record(at(12, 20, second), { caller, service: "ecs", name }),
    ),
    home,
    at(12, 25),
  );
  return withDigests(delivery.files);
}

/** Adds the digests of each region, in which they are delivered some minutes apart. */
function withDigests(logs: readonly DeliveredLog[]): SampleDay {
  const key = signingKey("larkspur");
  const regions = [...new Set(logs.map(({ region }) => region))].sort();
  const chains = regions.map((region, index) => {
    const hours = { start: at(0, 4 + 2 * index), end: at(24, 4 + 2 * index) };
    return digestChain(
      region,
      logs.filter((log) => log.region === region),
      hours,
      key,
    );
  });
  return {
    files: [...logs, ...chains.flatMap(({ files }) => files)],
    publicKeys: {
      PublicKeyList: [
        {
          Value: key.publicKey,
          ValidityStartTime: "2026-03-01T00:00:00Z",
          ValidityEndTime: "2026-04-01T00:00:00Z",
          Fingerprint: key.fingerprint,
        },
      ],
    },
    signatures: Object.fromEntries(chains.map(({ newest, signature }) => [newest, signature])),
  };
}

/** Writes the files below the folder, in place of what lies under its `AWSLogs/`, and the proof beside them. */
function write(folder: string): void {
  rmSync(path.join(folder, "AWSLogs"), { recursive: true, force: true });
  const { files, publicKeys, signatures } = sampleDay();
  for (const { key, body } of files) {
    const file = path.join(folder, key);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, body);
  }
  for (const [name, content] of Object.entries({ "public-keys": publicKeys, signatures })) {
    writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(content, null, 2)}\n`);
  }
}

if (require.main === module) write(__dirname);
