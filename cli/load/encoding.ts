import { TextError } from "./textError";
import { bytesOf, chunksOf, type Bytes } from "./unpack/bytes";

/**
 * A text as UTF-8 without a byte order mark. PowerShell and Windows write UTF-16, with a mark as a rule.
 *
 * @throws TextError, here or while it is read on, when UTF-16 is broken.
 */
export async function asUtf8(text: Bytes): Promise<Bytes> {
  const [first, second, third] = text.head;
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    return { ...text, head: text.head.subarray(3) };
  }
  // JSON begins with a character of ASCII, which has one byte of zero in UTF-16.
  if ((first === 0xff && second === 0xfe) || (isAscii(first) && second === 0)) {
    return bytesOf(decoded(text, "utf-16le"), 0);
  }
  if ((first === 0xfe && second === 0xff) || (first === 0 && isAscii(second))) {
    return bytesOf(decoded(text, "utf-16be"), 0);
  }
  return text;
}

async function* decoded(text: Bytes, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of chunksOf(text)) {
      yield Buffer.from(decoder.decode(chunk, { stream: true }));
    }
    yield Buffer.from(decoder.decode());
  } catch (error) {
    throw error instanceof TypeError ? new TextError("the text is not UTF-16") : error;
  }
}

function isAscii(byte: number | undefined): boolean {
  return byte !== undefined && byte > 0 && byte < 0x80;
}
