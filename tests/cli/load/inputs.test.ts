import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { createWriteStream, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { crc32, deflateRawSync, gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { Session, literal } from "../../../engine";
import {
  TestFolder,
  quietEvent,
  rowsOf,
  snowtrail,
  withoutDetections,
  type Ran,
} from "../logFiles";
import { packed } from "./packed";

const page = readFileSync(path.join(__dirname, "../../../docs/inputs.md"), "utf8");

/** A line of a table of docs/inputs.md. */
interface Line {
  input: string;
  outcome: string;
  reason: string | undefined;
}

const lines: Line[] = [
  ...page.matchAll(/^\| ([^|]+?) +\| `([a-z ]+)` +(?:\| ([^|]+?) +)?\|$/gm),
].map(([, input = "", outcome = "", reason]) => ({ input, outcome, reason }));

const event = quietEvent("x");
const json = JSON.stringify(event);
const log = JSON.stringify({ Records: [event] });
const cut = 15;

type Content = string | Uint8Array;

/** What lies in the folder: files by their names, with what is expected of them beside what the page says. */
interface Case {
  files?: Record<string, Content>;
  make?: (folder: TestFolder) => unknown;
  /** What stands on the command line instead of the folder. */
  run?: (folder: TestFolder, db: string) => Promise<Ran>;
  /** Ids of the events that are loaded. Defaults to `x` for what is loaded, and to none for what is not. */
  ids?: (string | null)[];
}

function file(name: string, content: Content, ids?: (string | null)[]): Case {
  return { files: { [name]: content }, ...(ids === undefined ? {} : { ids }) };
}

function scrambled(bytes: Buffer, at: number, bits = 0xff): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ bits;
  return copy;
}

async function tarOf(files: Record<string, Content>): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries(files))
    archive.entry({ name }, Buffer.from(content));
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A zip archive of one file. Source: PKWARE's APPNOTE, 4.3.7 and 4.3.12. */
function zipOf(name: string, content: Buffer): Buffer {
  const data = deflateRawSync(content);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(data.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, Buffer.from(name), data]);
  const entry = Buffer.concat([
    Buffer.from("PK\x01\x02\x14\0", "latin1"),
    common,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}

/** Writes what a query of DuckDB gives into a Parquet file. */
async function parquet(target: string, select: string): Promise<void> {
  const session = await Session.open({ readsFiles: true });
  await session.run(`copy (${select}) to ${literal(target)} (format parquet)`);
  await session.close();
}

const fields = `'x' as eventid, '1.09' as eventversion, 's3.amazonaws.com' as eventsource,
  'ListBuckets' as eventname, timestamp '2024-05-01 10:00:00' as eventtime,
  {'type': 'Root', 'accountid': '111122223333'} as useridentity`;

const bomb = Buffer.concat([Buffer.from('{"Records":['), Buffer.alloc(100 * 2 ** 20, " ")]);
const lookedUp = JSON.stringify({ EventId: "x", CloudTrailEvent: json });
const delivered = JSON.stringify({
  version: "0",
  "detail-type": "AWS API Call via CloudTrail",
  detail: event,
});
const otherDelivered = JSON.stringify({
  version: "0",
  "detail-type": "EC2 Instance State-change Notification",
  detail: { state: "running" },
});
const lone = '{"eventID":"lone","userAgent":"\\ud800"}';
const noUtf8 = Buffer.from('{"eventID":"latin","userAgent":"\xe9"}', "latin1");
const struct =
  "{type=Root, principalid=111122223333, arn=arn:aws:iam::111122223333:root, sessioncontext={attributes={mfaauthenticated=false}}, invokedby=null}";
const otherShape = JSON.stringify({ hits: [{ _source: event }] });

const cases: Record<string, Case> = {
  "a document with `Records`, as CloudTrail delivers it": file("a.json.gz", gzipSync(log)),
  "other keys beside `Records`": file(
    "a.json",
    `{"other":[1,{"Records":[]}],"Records":[${json}],"z":null}`,
  ),
  "a document with line breaks and indentation": file(
    "a.json",
    JSON.stringify({ Records: [event] }, null, 2),
  ),
  "an empty `Records`": file("a.json", '{"Records":[]}', []),
  "`Records` with elements that are no objects": file(
    "a.json",
    `{"Records":[1,"a",null,${json}]}`,
    ["x", null, null, null],
  ),
  "documents one after the other": file(
    "a.json",
    `${log} ${log.replace('"x"', '"y"')}{"Records":[]}`,
    ["x", "y"],
  ),
  "documents in an array": file("a.json", `[${log},${log.replace('"x"', '"y"')}]`, ["x", "y"]),
  "an array of events": file("a.json", `[ ${json}, ${json.replace('"x"', '"y"')} ]`, ["x", "y"]),
  "a single event": file("a.json", JSON.stringify(event, null, 1)),
  "an event a line": file("a.jsonl", `${json}\n${json.replace('"x"', '"y"')}\r\n`, ["x", "y"]),
  "a document a line": file("a.jsonl", `${log}\n\n${log.replace('"x"', '"y"')}`, ["x", "y"]),
  "what `aws cloudtrail lookup-events` prints": file(
    "a.json",
    `{"Events":[${lookedUp}],"NextToken":"n"}`,
  ),
  "an array of texts, each an event, as `--query Events[].CloudTrailEvent` prints": file(
    "a.json",
    JSON.stringify([json]),
  ),
  "what EventBridge delivers, a line each": file(
    "a.jsonl",
    `${delivered}\n${delivered.replace('"x"', '"y"')}\n`,
    ["x", "y"],
  ),
  "CSV with a column for each field, named in any letter case": file(
    "a.csv",
    'EVENTID,eventName,event_time,readonly,errorCode\nx,"List,""Buckets",2024-05-01T10:00:00Z,true,\n',
  ),
  "CSV from Athena, with structures such as `{type=Root, arn=…}`": file(
    "a.csv",
    `"eventid","useridentity","eventname"\n"x","${struct}","ConsoleLogin"\n`,
  ),
  "CSV with an event in the column `eventJson`": file(
    "a.csv",
    `eventJson\n"${json.replaceAll('"', '""')}"\n`,
  ),
  "CSV separated by tabs": file("a.tsv", "eventID\teventName\nx\tListBuckets\n"),
  "Parquet with a column for each field": {
    make: (folder) => parquet(folder.write("a.parquet", ""), `select ${fields}`),
  },
  gzip: file("a.json.gz", gzipSync(log)),
  "gzip in several members": file(
    "a.json.gz",
    Buffer.concat([gzipSync(log.slice(0, 50)), gzipSync(log.slice(50))]),
  ),
  "gzip under another name": file("A", gzipSync(log)),
  "no gzip under the name `.json.gz`": file("a.json.gz", log),
  Zstandard: file("a.json.zst", packed.zstd),
  "Zstandard in several frames": file(
    "a.json.zst",
    Buffer.concat([packed.zstd, Buffer.from("502a4d180300000061626328b52ffd2000010000", "hex")]),
  ),
  bzip2: file("a.json.bz2", packed.bzip2),
  zip: file("a.zip", packed.zip),
  tar: { make: async (folder) => folder.write("a.tar", await tarOf({ "logs/a.json": log })) },
  "tar in gzip, with gzip files in it": {
    make: async (folder) =>
      folder.write("a.tgz", gzipSync(await tarOf({ "a.json.gz": gzipSync(log) }))),
  },
  "UTF-8 with a byte order mark": file("a.json", `\ufeff${log}`),
  "UTF-16, either byte first, with a mark or without": {
    files: {
      "a.json": Buffer.from(`\ufeff${log}`, "utf16le"),
      "b.json": Buffer.from(log.replace('"x"', '"y"'), "utf16le"),
      "c.json": Buffer.from(`\ufeff${log.replace('"x"', '"z"')}`, "utf16le").swap16(),
      "d.json": Buffer.from(log.replace('"x"', '"zz"'), "utf16le").swap16(),
    },
    ids: ["x", "y", "z", "zz"],
  },
  "standard input, for `-`": {
    run: (_folder, db) =>
      snowtrail(["detect", "-", "--db", db, ...withoutDetections], undefined, gzipSync(log)),
  },
  "a pipe with a name": {
    run: (folder, db) => {
      execFileSync("mkfifo", [folder.at("pipe")]);
      createWriteStream(folder.at("pipe")).end(log);
      return snowtrail(["detect", folder.at("pipe"), "--db", db, ...withoutDetections]);
    },
  },
  "a name full of patterns and quotes": file("a[1]*?'\"{b}.json", log),
  "a name beyond ASCII": file("protokoll-ü-日本.json", log),

  "a digest": file("a.json", '{"awsAccountId":"111122223333","digestStartTime":"x","logFiles":[]}'),
  "another JSON object": file("a.json", '{"name":"x"}'),
  "keys in another letter case": file("a.json", '{"records":[{"eventID":"x"}]}'),
  "an array without events": file("a.json", '[1,"a",[]]'),
  "`Records` that are no array": file("a.json", '{"Records":{"a":1}}'),
  "a text that is called otherwise than a log": file("README.md", "# Logs"),
  "a hidden file": file(".gitignore", "node_modules"),
  "an empty file that is called otherwise": file("_SUCCESS", ""),
  "an image": file("a.json", Buffer.from("\x89PNG\r\n\x1a\n", "latin1")),
  "a database of DuckDB": {
    make: async (folder) => {
      const session = await Session.open({ file: folder.at("events.duckdb") });
      await session.close();
    },
  },
  "what macOS puts beside files": file("._a.json", Buffer.from("\0\x05\x16\x07\0\x02", "latin1")),
  "an archive without files": file("a.zip", Buffer.from(`PK\x05\x06${"\0".repeat(18)}`, "latin1")),
  "a file in an archive that is no log": {
    make: async (folder) =>
      folder.write("a.tar", await tarOf({ "README.md": "# Logs", "a.json": log })),
    ids: ["x"],
  },
  "another event of EventBridge among CloudTrail's": file(
    "a.jsonl",
    `${delivered}\n${otherDelivered}\n`,
    ["x"],
  ),
  "the same file under another name": { files: { "b.json": log, "c.json": log }, ids: ["x"] },

  "a record with half of a surrogate pair": file("a.json", `{"Records":[${lone},${json}]}`, ["x"]),
  "a record that is not UTF-8": file(
    "a.json",
    Buffer.concat([Buffer.from('{"Records":['), noUtf8, Buffer.from(`,${json}]}`)]),
    ["x"],
  ),
  "a record nested 10,000 levels deep": file(
    "a.json",
    `{"Records":[{"a":${"[".repeat(10_000)}${"]".repeat(10_000)}},${json}]}`,
    ["x"],
  ),
  "a line that is not JSON, among events": file(
    "a.jsonl",
    `${json}\nhello\n${json.replace('"x"', '"y"')}\n`,
    ["x", "y"],
  ),
  "a last line that is cut off": file("a.jsonl", `${json}\n${log.slice(0, -cut)}`, ["x"]),
  "a `CloudTrailEvent` that is no JSON": file(
    "a.json",
    `{"Events":[{"CloudTrailEvent":"{no"},${lookedUp}]}`,
    ["x"],
  ),
  "events in an object of another shape": file("a.jsonl", `${json}\n${otherShape}\n`, ["x"]),
  "a damaged file in an archive": {
    make: async (folder) =>
      folder.write("a.tar", await tarOf({ "a.json": log.slice(0, -cut), "b.json": log })),
    ids: ["x"],
  },

  "a file that is cut off": file("a.json", log.slice(0, -cut)),
  "a file that is not JSON": file("a.json", "hello"),
  "an empty file": file("a.json", ""),
  "`NaN` or `Infinity`": {
    files: { "a.json": '{"Records":[{"a":NaN}]}', "b.json": '{"Records":[{"a":-Infinity}]}' },
  },
  "a comma behind the last element": file("a.json", `{"Records":[${json},]}`),
  "something behind the end of the document": file("a.json", `${log}rubbish`),
  "two keys `Records` in one object": file("a.json", '{"Records":[],"Records":[{}]}'),
  "events in another shape alone": file("a.json", otherShape),
  "nothing but a record that cannot be stored": file("a.json", `{"Records":[${lone}]}`),
  "UTF-16 that is broken": file(
    "a.json",
    Buffer.concat([Buffer.from(log, "utf16le"), Buffer.from([0])]),
  ),
  "a gzip file that is cut off": file("a.json.gz", gzipSync(log).subarray(0, -40)),
  "a gzip file with damage inside": file(
    "a.json.gz",
    Buffer.from(gzipSync(log)).fill(0xff, 20, 60),
  ),
  "a gzip file whose checksum is another one": file(
    "a.json.gz",
    scrambled(gzipSync(log, { level: 0 }), 60),
  ),
  "a gzip file with something behind its end": file(
    "a.json.gz",
    Buffer.concat([gzipSync(log), Buffer.from("something else")]),
  ),
  "a gzip file of nothing": file("a.json.gz", gzipSync("")),
  "a Zstandard file that is cut off": file("a.zst", packed.zstd.subarray(0, -20)),
  "a Zstandard file whose checksum is another one": file(
    "a.zst",
    scrambled(packed.zstd, packed.zstd.length - 1),
  ),
  "a Zstandard file that asks for 1 GB of memory": file(
    "a.zst",
    Buffer.from("28b52ffd00a0010000", "hex"),
  ),
  "a bzip2 file that is cut off": file("a.bz2", packed.bzip2.subarray(0, -20)),
  "a bzip2 file with damage inside": file("a.bz2", scrambled(packed.bzip2, 60)),
  "a zip file that is cut off": file("a.zip", packed.zip.subarray(0, -30)),
  "a zip file whose checksum is another one": file(
    "a.zip",
    scrambled(packed.zip, packed.zip.indexOf("PK\x01\x02", 0, "latin1") + 16),
  ),
  "a zip file that is encrypted": file(
    "a.zip",
    scrambled(packed.zip, packed.zip.indexOf("PK\x01\x02", 0, "latin1") + 8, 1),
  ),
  "a tar file that is cut off": {
    make: async (folder) =>
      folder.write("a.tar", (await tarOf({ "a.json": log })).subarray(0, 700)),
  },
  "CSV whose last quote is never closed": file("a.csv", 'eventID,eventName\nx,"List'),
  "a damaged Parquet file": file("a.parquet", `PAR1${"\0".repeat(40)}PAR1`),
  "Parquet with other columns": {
    make: (folder) => parquet(folder.write("a.parquet", ""), "select 1 as a, 2 as b"),
  },
  "xz, 7z, RAR, LZ4, Snappy, Avro or ORC": {
    files: {
      "a.xz": Buffer.from("\xfd7zXZ\0", "latin1"),
      "a.7z": Buffer.from("7z\xbc\xaf\x27\x1c", "latin1"),
      "a.rar": Buffer.from("Rar!\x1a\x07", "latin1"),
      "a.lz4": Buffer.from("\x04\x22\x4d\x18", "latin1"),
      "a.sz": Buffer.from("\xff\x06\0\0sNaPpY", "latin1"),
      "a.avro": Buffer.from("Obj\x01", "latin1"),
      "a.orc": "ORC",
    },
  },
  "a gzip file that becomes a thousand times its size": file("a.json.gz", gzipSync(bomb)),
  "a zip file that becomes a thousand times its size": file("a.zip", zipOf("a.json", bomb)),
  "gzip in gzip in gzip in gzip in gzip": file(
    "a.json.gz",
    [1, 2, 3, 4, 5].reduce((bytes: Buffer) => gzipSync(bytes), Buffer.from(log)),
  ),
  "a value of more than 64 MB": {
    make: (folder) =>
      folder.write(
        "a.json",
        Buffer.concat([
          Buffer.from('{"Records":["'),
          Buffer.alloc(70 * 2 ** 20, "a"),
          Buffer.from('"]}'),
        ]),
      ),
  },
  "Parquet of a million times the same row": {
    make: (folder) =>
      parquet(folder.write("a.parquet", ""), `select ${fields} from range(1000000)`),
  },
  "a link to nothing": {
    make: (folder) => {
      symlinkSync(folder.at("nowhere"), folder.at("a.json"));
    },
  },
};

const sections: Record<string, { title: string | undefined; status: number }> = {
  loaded: { title: undefined, status: 0 },
  "no log": { title: "no logs", status: 0 },
  "no events": { title: "no events", status: 0 },
  copies: { title: "copies", status: 0 },
  "set aside": { title: "set aside", status: 3 },
  "not read": { title: "not read", status: 3 },
};

describe("docs/inputs.md", () => {
  it("has a test for each line, and a line for each test", () => {
    expect(lines.map(({ input }) => input)).to.have.members(Object.keys(cases));
    expect(lines).to.have.length(Object.keys(cases).length);
  });

  for (const { input, outcome, reason } of lines) {
    it(`${input}: ${outcome}`, async () => {
      const { files = {}, make, run, ids } = cases[input] ?? {};
      const logs = new TestFolder();
      const kept = new TestFolder();
      try {
        for (const [name, content] of Object.entries(files)) logs.write(name, content);
        await make?.(logs);
        if (run === undefined) logs.log("neighbour.json", [quietEvent("neighbour")]);
        const db = kept.at("events.duckdb");
        const ran = await (run?.(logs, db) ??
          snowtrail(["detect", logs.path, "--db", db, ...withoutDetections]));
        const { title, status } = sections[outcome] ?? {};
        expect(ran.stderr).to.equal("");
        const titles = /^(no logs|no events|copies|set aside|not read)$/gm;
        expect(ran.stdout.match(titles)?.[0]).to.equal(title);
        if (reason !== undefined) expect(ran.stdout).to.include(reason);
        const rows = await rowsOf(
          "select eventID from cloudtrail",
          "--db",
          db,
          ...withoutDetections,
        );
        const expected = [
          ...(ids ?? (outcome === "loaded" ? ["x"] : [])),
          ...(run === undefined ? ["neighbour"] : []),
        ];
        expect(rows.map((row) => row.eventID)).to.have.members(expected);
        expect(rows).to.have.length(expected.length);
        expect(ran.status).to.equal(status);
      } finally {
        logs.remove();
        kept.remove();
      }
    });
  }
});
