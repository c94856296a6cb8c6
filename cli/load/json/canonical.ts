const quote = 0x22;
const backslash = 0x5c;

/**
 * A JSON value in the one way of writing it that CloudTrail itself uses: no white space between tokens, and no escape
 * where a character can stand for itself. A pretty-printed copy of a record then is the same text as the record.
 * Digits of numbers and the order of keys stay.
 *
 * @param text Holds valid JSON from `start` to `end`.
 */
export function canonical(text: Buffer, start: number, end: number): Buffer {
  const parts: Buffer[] = [];
  let from = start;
  let at = start;
  const cut = (to: number): void => {
    if (to > from) parts.push(text.subarray(from, to));
  };
  while (at < end) {
    const byte = text[at] ?? 0;
    if (byte === quote) {
      const { close, isLong } = stringAt(text, at);
      if (isLong) {
        cut(at);
        parts.push(shortest(text.subarray(at, close)));
        from = close;
      }
      at = close;
    } else if (byte <= 0x20) {
      cut(at);
      at += 1;
      from = at;
    } else {
      at += 1;
    }
  }
  cut(end);
  return Buffer.concat(parts);
}

/** Where the string that opens at a place ends, and whether an escape in it has a shorter form. */
function stringAt(text: Buffer, open: number): { close: number; isLong: boolean } {
  let isLong = false;
  let at = open + 1;
  for (;;) {
    const byte = text[at];
    if (byte === quote) return { close: at + 1, isLong };
    if (byte === backslash) {
      const escape = text[at + 1];
      isLong ||= escape === 0x75 || escape === 0x2f;
      at += 1;
    }
    at += 1;
  }
}

function shortest(string: Buffer): Buffer {
  return Buffer.from(JSON.stringify(JSON.parse(string.toString())));
}
