/** How bytes are packed, by their first ones; `text` is what may be read as it is. */
export type Packing = "gzip" | "zstd" | "bzip2" | "zip" | "tar" | "parquet" | "text";

/**
 * What begins in a way of its own and is not read: `foreign` never holds events, and `closed` may, and cannot be
 * opened here.
 */
export interface NotRead {
  kind: "foreign" | "closed";
  reason: string;
}

export type Signature = Packing | NotRead;

function foreign(reason: string): NotRead {
  return { kind: "foreign", reason };
}

function closed(reason: string): NotRead {
  return { kind: "closed", reason };
}

const known: readonly (readonly [at: number, bytes: string, Signature])[] = [
  [0, "\x1f\x8b", "gzip"],
  [0, "\x28\xb5\x2f\xfd", "zstd"],
  [0, "BZh", "bzip2"],
  [0, "PK\x03\x04", "zip"],
  [0, "PK\x05\x06", "zip"],
  [257, "ustar", "tar"],
  [0, "PAR1", "parquet"],
  [0, "\xfd7zXZ\0", closed("packed as xz, which is not read: unpack it first")],
  [0, "7z\xbc\xaf\x27\x1c", closed("packed as 7z, which is not read: unpack it first")],
  [0, "Rar!\x1a\x07", closed("packed as RAR, which is not read: unpack it first")],
  [0, "\x04\x22\x4d\x18", closed("packed as LZ4, which is not read: unpack it first")],
  [0, "\xff\x06\0\0sNaPpY", closed("packed as Snappy, which is not read: unpack it first")],
  [0, "Obj\x01", closed("an Avro file, which is not read: export it as JSON")],
  [0, "ORC", closed("an ORC file, which is not read: export it as JSON")],
  [0, "\x89PNG\r\n", foreign("an image")],
  [0, "\xff\xd8\xff", foreign("an image")],
  [0, "GIF8", foreign("an image")],
  [8, "WEBP", foreign("an image")],
  [0, "%PDF-", foreign("a PDF")],
  [0, "\x7fELF", foreign("a program")],
  [0, "MZ\x90\0", foreign("a program")],
  [0, "\xcf\xfa\xed\xfe", foreign("a program")],
  [0, "\xca\xfe\xba\xbe", foreign("a program")],
  [0, "SQLite format 3\0", foreign("an SQLite database")],
  [8, "DUCK", foreign("a DuckDB database")],
  [0, "\0\x05\x16\x07", foreign("what macOS keeps about another file")],
  [0, "\0\0\0\x01Bud1", foreign("what macOS keeps about a folder")],
];

/** How many bytes it takes to tell. */
const farthest = Math.max(...known.map(([at, bytes]) => at + bytes.length));

/** Tells by the first bytes what they are. Names say nothing: browsers and proxies unpack files without renaming them. */
export function signatureOf(head: Buffer): Signature {
  const first = head.toString("latin1", 0, farthest);
  for (const [at, bytes, signature] of known) {
    if (first.startsWith(bytes, at)) return signature;
  }
  return "text";
}
