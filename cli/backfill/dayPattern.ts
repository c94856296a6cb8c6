import { UsageError } from "../output/usageError";
import type { Day } from "../sources/days";

/** How the pattern of a pipe ends that takes all files in a folder of a trail, whatever their day. */
const anyDay = "/.*[.]json([.]gz)?";

/**
 * Narrows the pattern of the pipe to the files of one day. CloudTrail puts a file into the folder of the day on
 * which it delivers it; whatever stands before that, such as the region, stays as free as it was.
 *
 * @throws UsageError if the pattern does not end as Snowtrail's own do.
 */
export function dayPattern(pattern: string, day: Day): string {
  if (!pattern.endsWith(anyDay)) {
    throw new UsageError(
      `The stack's filePattern ${JSON.stringify(pattern)} cannot be narrowed to a day, because it does not end with ` +
        `${JSON.stringify(anyDay)}. Let it end so, or run the COPY that SHOW PIPES tells by hand.`,
    );
  }
  const start = pattern.slice(0, -anyDay.length);
  return `${start}/(.*/)?${day.replaceAll("-", "/")}/[^/]*[.]json([.]gz)?`;
}
