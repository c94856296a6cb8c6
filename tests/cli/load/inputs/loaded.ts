import { execFileSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { gzipSync } from "node:zlib";
import { snowtrail, withoutDetections } from "../../logFiles";
import { packed } from "../packed";
import {
  type Case,
  delivered,
  event,
  fields,
  file,
  json,
  log,
  lookedUp,
  parquet,
  tarOf,
} from "./case";

const struct =
  "{type=Root, principalid=111122223333, arn=arn:aws:iam::111122223333:root, sessioncontext={attributes={mfaauthenticated=false}}, invokedby=null}";

/** What is loaded whole. */
export const loaded: Record<string, Case> = {
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
};
