// The decoder behind the stream: the stream itself holds a block as an array of numbers, which takes gigabytes for one
// that repeats a byte.

declare module "unbzip2-stream/lib/bit_iterator" {
  interface Bits {
    (count: number | null): number;
    /** Bytes that were begun. */
    bytesRead: number;
  }
  /** @param next Called for more bytes; there have to be some. */
  function bitIterator(next: () => Uint8Array | undefined): Bits;
  export = bitIterator;
}

declare module "unbzip2-stream/lib/bzip2" {
  import type bitIterator from "unbzip2-stream/lib/bit_iterator";
  type Bits = ReturnType<typeof bitIterator>;
  const bzip2: {
    /** @returns The size of blocks, in 100,000 bytes. */
    header(bits: Bits): number;
    /** @returns The stream's checksum so far, or null at the stream's end, where it was compared. */
    decompress(
      bits: Bits,
      put: (byte: number) => void,
      block: Int32Array,
      blockBytes: number,
      checksum: number,
    ): number | null;
  };
  export = bzip2;
}
