import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { Random } from "./random";
import { account, home, type Json, type JsonObject } from "./record";

/** A file as CloudTrail puts it into the bucket. */
export interface DeliveredFile {
  /** The key: the path below the bucket, with `/`. */
  key: string;
  /** Gzip. */
  body: Uint8Array;
}

const quarter = 15 * 60;
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Puts records into files, one for each region and quarter of an hour. */
export class Delivery {
  readonly files: DeliveredFile[] = [];
  readonly #random = new Random("delivery");

  /** Records without a readable time arrive with those of seven o'clock. */
  deliverAll(records: readonly JsonObject[]): void {
    const windows = new Map<string, JsonObject[]>();
    for (const record of records) {
      const end = new Date(Math.ceil((timeOf(record) + 1) / quarter) * quarter * 1000);
      const window = `${end.toISOString()} ${textOf(record.awsRegion)}`;
      windows.set(window, [...(windows.get(window) ?? []), record]);
    }
    for (const [window, members] of [...windows].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const [end = "", region = ""] = window.split(" ");
      this.deliver(
        members.sort((a, b) => timeOf(a) - timeOf(b)),
        region,
        new Date(end),
      );
    }
  }

  /** One file, delivered at that time. */
  deliver(records: readonly JsonObject[], region: string, time: Date): void {
    this.#add("CloudTrail", region, time, this.#random.text(16, alphabet), {
      Records: [...records],
    });
  }

  /** The digest of an hour: names what was delivered, and is no log file itself. */
  digest(time: Date): void {
    const logFiles = this.files.slice(0, 2).map(({ key, body }) => ({
      s3Bucket: "larkspur-cloudtrail",
      s3Object: key,
      hashValue: createHash("sha256").update(body).digest("hex"),
      hashAlgorithm: "SHA-256",
    }));
    this.#add("CloudTrail-Digest", home, time, undefined, {
      awsAccountId: account,
      digestEndTime: time.toISOString(),
      digestS3Bucket: "larkspur-cloudtrail",
      digestSignatureAlgorithm: "SHA256withRSA",
      previousDigestS3Object: null,
      logFiles,
    });
  }

  /** A file whose upload was cut off. */
  cutOff(records: readonly JsonObject[], region: string, time: Date): void {
    this.deliver(records, region, time);
    const file = this.files.at(-1);
    if (file) file.body = file.body.subarray(0, Math.floor(file.body.length * 0.6));
  }

  #add(
    kind: string,
    region: string,
    time: Date,
    tail: string | undefined,
    content: JsonObject,
  ): void {
    const stamp = time.toISOString().replace(/[-:]|\.\d+/g, "");
    const day = time.toISOString().slice(0, 10).replaceAll("-", "/");
    const name =
      tail === undefined
        ? `${account}_${kind}_${region}_larkspur-trail_${region}_${stamp}`
        : `${account}_${kind}_${region}_${stamp.replace(/\d\dZ$/, "Z")}_${tail}`;
    const body = gzipSync(JSON.stringify(content), { level: 9 });
    // The header's byte for the operating system; 255 is unknown. Its time is zero already.
    body[9] = 255;
    this.files.push({ key: `AWSLogs/${account}/${kind}/${region}/${day}/${name}.json.gz`, body });
  }
}

/** The record's time in seconds. */
function timeOf(record: JsonObject): number {
  const time = Date.parse(textOf(record.eventTime));
  return (Number.isNaN(time) ? Date.UTC(2026, 2, 17, 7) : time) / 1000;
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
