"use strict";

/** `1234567` as `1,234,567`. @param {number} value */
function number(value) {
  return value.toLocaleString("en-US");
}

/** `1 file`, `1,234 files`. @param {number} value @param {string} noun @param {string} [plural] */
function counted(value, noun, plural = `${noun}s`) {
  return `${number(value)} ${value === 1 ? noun : plural}`;
}

/** A time to its minute in UTC: `2026-03-17 13:31`. @param {number | undefined} seconds */
function minuteOf(seconds) {
  if (seconds === undefined) return "no time";
  return new Date(seconds * 1000).toISOString().slice(0, 16).replace("T", " ");
}

/** A time to its second in UTC. @param {number | undefined} seconds */
function secondOf(seconds) {
  if (seconds === undefined) return "no time";
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ");
}

/**
 * A span of time; what both ends share is told once: `2026-03-17 13:31 – 14:02`.
 *
 * @param {number | undefined} first
 * @param {number | undefined} last
 */
function spanOf(first, last) {
  const [start, end] = [minuteOf(first), minuteOf(last)];
  if (start === end) return start;
  return `${start} – ${start.slice(0, 10) === end.slice(0, 10) ? end.slice(11) : end}`;
}

/**
 * JSON with a line for each value. It works on the text, so that numbers keep their digits and a text that was cut
 * still reads.
 *
 * @param {string} json
 */
function indented(json) {
  let depth = 0;
  const parts =
    json.match(/"[^"\\]*(?:\\.[^"\\]*)*"?|[{[]\s*[}\]]|[{}[\]:,]|[^\s{}[\]:,"]+/gsu) ?? [];
  return parts
    .map((part) => {
      if (part === "{" || part === "[") return `${part}\n${"  ".repeat(++depth)}`;
      if (part === "}" || part === "]") return `\n${"  ".repeat(Math.max(0, --depth))}${part}`;
      if (part === ",") return `,\n${"  ".repeat(depth)}`;
      return part === ":" ? ": " : part;
    })
    .join("");
}
