/** Characters that are handed on together. */
const together = 1 << 20;

/** Texts as lines of UTF-8, many at a time. */
export async function* inLines(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let lines = "";
  for await (const text of texts) {
    lines += `${text}\n`;
    if (lines.length < together) continue;
    yield Buffer.from(lines);
    lines = "";
  }
  yield Buffer.from(lines);
}
