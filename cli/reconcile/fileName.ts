/**
 * The name of a delivered file wherever it lies: without folders, and without `.gz`, which is gone once it was unpacked.
 * CloudTrail gives no name twice, so that a copy of a bucket, of a part of it, or another bucket have the same names.
 *
 * @param place A key, a path, or a URL.
 */
export function fileNameOf(place: string): string {
  return place.replace(/^.*[\\/]/s, "").replace(/\.gz$/, "");
}

// Source: AWS CloudTrail User Guide, "CloudTrail digest file structure". What was delivered too late for its own hour comes
// in digests with the suffix `_backfill`, which make up a chain of their own.
const digestName = /^(.*)_\d{8}T\d{6}Z(_backfill)?\.json$/s;

/** The chain that a digest belongs to: its name without the time, so one of account, region and trail. */
export function chainOf(key: string): { chain: string; isBackfill: boolean } {
  const name = fileNameOf(key);
  const [, trail = name, suffix = ""] = digestName.exec(name) ?? [];
  return { chain: trail + suffix, isBackfill: suffix !== "" };
}

/**
 * The minute in the name of a log file, in milliseconds since 1970: CloudTrail writes when it delivers it, in UTC.
 * Undefined for what is called otherwise.
 */
export function minuteOf(place: string): number | undefined {
  const [, year, month, day, hour, minute] =
    /_(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})Z_[^/\\]*$/.exec(place) ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
  return Number.isNaN(time) ? undefined : time;
}
