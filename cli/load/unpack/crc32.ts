const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** The checksum of a zip's files. Node.js has it built in from 20.15 on only. */
export class Crc32 {
  private rest = -1;

  add(bytes: Buffer): void {
    let { rest } = this;
    for (const byte of bytes) rest = (rest >>> 8) ^ (table[(rest ^ byte) & 0xff] ?? 0);
    this.rest = rest;
  }

  /** As an unsigned number. */
  get value(): number {
    return ~this.rest >>> 0;
  }
}
