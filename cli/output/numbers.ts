/** `1234567` as `1,234,567`. */
export function number(value: number): string {
  return value.toLocaleString("en-US");
}

/** `1 file`, `1,234 files`. */
export function counted(value: number, noun: string): string {
  return `${number(value)} ${noun}${value === 1 ? "" : "s"}`;
}

/** An estimate with three digits that count: `0.0123`, `12.3`, `1,230`, and `under 0.001` for what hardly counts. */
export function estimate(value: number): string {
  if (value > 0 && value < 0.001) return "under 0.001";
  return value.toLocaleString("en-US", { maximumSignificantDigits: 3 });
}

/** Bytes in the largest unit of which there is one: `512 B`, `4.72 MB`, `1,230 GB`. A unit is 1,000 of the one before. */
export function size(bytes: number): string {
  const units = ["B", "KB", "MB", "GB"];
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${estimate(bytes / 1000 ** step)} ${units[step]}`;
}
