const key = Buffer.from('"eventID"');

/** Whether the key that a member begins with, from its opening quote to behind its closing one, is `eventID`. */
export function isEventId(text: Buffer, start: number, end: number): boolean {
  if (end - start !== key.length) return false;
  for (let at = 1; at < key.length; at += 1) if (text[start + at] !== key[at]) return false;
  return true;
}
