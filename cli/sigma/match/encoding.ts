/** The encodings of UTF-16 that stand before Base64, and what they do with a text. `wide` is Windows' word for one. */
export const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  wide: littleEndian,
  utf16le: littleEndian,
  utf16be: (text) => littleEndian(text).swap16(),
  utf16: (text) => littleEndian(`\ufeff${text}`),
};

function littleEndian(text: string): Buffer {
  return Buffer.from(text, "utf16le");
}

export function base64(bytes: Buffer): string {
  return bytes.toString("base64");
}

/**
 * What is the same in all Base64 texts that hold these bytes somewhere: one text for each place that they may have in a
 * group of three. A character that bytes before or behind have a share in is left out.
 */
export function base64Anywhere(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const whole = base64(Buffer.concat([Buffer.alloc(before), bytes]));
    const first = Math.ceil((before * 8) / 6);
    const behind = Math.floor(((before + bytes.length) * 8) / 6);
    return whole.slice(first, behind);
  });
}

const dashes = ["-", "/", "\u2013", "\u2014", "\u2015"];

/** A dash or slash before a word, where an option of a Windows command begins. */
const optionMark = /(?<!\w)[-/\u2013\u2014\u2015](?=\w)/;

/** How many of those a text may have: each makes five times as many. */
export const mostDashes = 3;

/** The text with each kind of dash at the beginning of its options; undefined where that makes too many. */
export function dashVariants(text: string): string[] | undefined {
  const parts = text.split(optionMark);
  if (parts.length - 1 > mostDashes) return undefined;
  return parts.reduce<string[]>(
    (begun, part, index) =>
      index === 0
        ? [part]
        : begun.flatMap((start) => dashes.map((dash) => `${start}${dash}${part}`)),
    [],
  );
}
