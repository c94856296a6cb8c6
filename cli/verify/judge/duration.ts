/** `90 seconds`, `5 minutes`, `3 hours`, `12 days`: in the largest unit of which there are two. */
export function duration(seconds: number): string {
  const units: [number, string][] = [
    [86_400, "days"],
    [3_600, "hours"],
    [60, "minutes"],
    [1, "seconds"],
  ];
  const [size, unit] = units.find(([size]) => seconds >= 2 * size) ?? [1, "seconds"];
  return `${Math.max(0, Math.floor(seconds / size))} ${unit}`;
}
