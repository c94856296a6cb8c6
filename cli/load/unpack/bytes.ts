/** Bytes of which the first are there, and all of them when there is no `rest`. */
export interface Bytes {
  head: Buffer;
  rest?: AsyncIterator<Buffer>;
}

/** Takes bytes from an iterator until there are so many, or all. */
export async function bytesOf(source: AsyncIterator<Buffer>, most: number): Promise<Bytes> {
  const parts: Buffer[] = [];
  let size = 0;
  while (size <= most) {
    const next = await source.next();
    if (next.done === true) return { head: joined(parts) };
    parts.push(next.value);
    size += next.value.length;
  }
  return { head: joined(parts), rest: source };
}

/** All bytes, some at a time. */
export async function* chunksOf({ head, rest }: Bytes): AsyncGenerator<Buffer> {
  yield head;
  if (rest === undefined) return;
  yield* { [Symbol.asyncIterator]: () => rest };
}

function joined(parts: Buffer[]): Buffer {
  const [first] = parts;
  return parts.length === 1 && first !== undefined ? first : Buffer.concat(parts);
}
