/** What zlib says, in words. */
export function gzipReason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "Z_BUF_ERROR":
      return "the gzip data ends too early: the file is truncated";
    case "Z_DATA_ERROR":
      return "the gzip data is damaged";
    default:
      return `the gzip data cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/**
 * What JSON.parse says, in words. It quotes what it found, which is text from the file; that is left out.
 */
export function jsonReason(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const position = /at position (\d+)/.exec(message)?.[1];
  if (/Unexpected end|Unterminated/.test(message) || Number(position) >= text.trimEnd().length) {
    return "the JSON ends too early: the file is truncated";
  }
  return position === undefined
    ? "not JSON"
    : `not JSON: it stops making sense at character ${position}`;
}
