import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { Random } from "./random";
import { account, type Json, type JsonObject } from "./record";

/** A file as CloudTrail puts it into the bucket. */
export interface DeliveredFile {
  /** The key: the path below the bucket, with `/`. */
  key: string;
  /** Gzip. */
  body: Uint8Array;
}

/** A file with records, and what its digest tells of it. */
export interface DeliveredLog extends DeliveredFile {
  region: string;
  /** When it was delivered. */
  time: Date;
  /** SHA-256 of its text before it was packed, in hexadecimal. */
  hash: string;
  /** When its events were, as far as they say so. */
  eventTimes: string[];
}

const quarter = 15 * 60;
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Puts records into files, one for each region and quarter of an hour. */
export class Delivery {
  readonly files: DeliveredLog[] = [];
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
    const stamp = time
      .toISOString()
      .replace(/[-:]|\.\d+/g, "")
      .replace(/\d\dZ$/, "Z");
    const day = time.toISOString().slice(0, 10).replaceAll("-", "/");
    const name = `${account}_CloudTrail_${region}_${stamp}_${this.#random.text(16, alphabet)}`;
    const text = JSON.stringify({ Records: [...records] });
    this.files.push({
      ...deliveredFile(`AWSLogs/${account}/CloudTrail/${region}/${day}/${name}.json.gz`, text),
      ...{ region, time },
      hash: createHash("sha256").update(text).digest("hex"),
      eventTimes: records.map(({ eventTime }) => textOf(eventTime)).filter(isTime),
    });
  }

  /** A file whose upload was cut off. */
  cutOff(records: readonly JsonObject[], region: string, time: Date): void {
    this.deliver(records, region, time);
    const file = this.files.at(-1);
    if (file) file.body = file.body.subarray(0, Math.floor(file.body.length * 0.6));
  }
}

/** A text under a key, packed as CloudTrail packs it. */
export function deliveredFile(key: string, text: string): DeliveredFile {
  const body = gzipSync(text, { level: 9 });
  // The header's byte for the operating system; 255 is unknown. Its time is zero already.
  body[9] = 255;
  return { key, body };
}

/** The record's time in seconds. */
function timeOf(record: JsonObject): number {
  const time = Date.parse(textOf(record.eventTime));
  return (Number.isNaN(time) ? Date.UTC(2026, 2, 17, 7) : time) / 1000;
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function isTime(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}
