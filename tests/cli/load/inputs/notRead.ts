import { symlinkSync } from "node:fs";
import { crc32, deflateRawSync, gzipSync } from "node:zlib";
import { packed } from "../packed";
import { type Case, cut, fields, file, json, log, lone, otherShape, parquet, tarOf } from "./case";

/** The bytes, with one of them changed. */
function scrambled(bytes: Buffer, at: number, bits = 0xff): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ bits;
  return copy;
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

const bomb = Buffer.concat([Buffer.from('{"Records":['), Buffer.alloc(100 * 2 ** 20, " ")]);

/** What cannot be read, and of which nothing is loaded. */
export const notRead: Record<string, Case> = {
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
