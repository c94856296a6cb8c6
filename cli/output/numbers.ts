/** `1234567` as `1,234,567`. */
export function number(value: number): string {
  return value.toLocaleString("en-US");
}

/** An estimate with three digits that count: `0.0123`, `12.3`, `1,230`, and `under 0.001` for what hardly counts. */
export function estimate(value: number): string {
  if (value > 0 && value < 0.001) return "under 0.001";
  return value.toLocaleString("en-US", { maximumSignificantDigits: 3 });
}
