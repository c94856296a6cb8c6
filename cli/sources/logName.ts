import type { Day } from "./days";

/** The kind of a digest, which tells what was delivered and holds no events. */
export const digestKind = "CloudTrail-Digest";

/** The kind of a file of Insights events. */
export const insightsKind = "CloudTrail-Insight";

/** What the name and the folders of a file tell of the log in it. What they do not tell is absent. */
export interface LogName {
  /** The folder's and name's word for what is in it: `CloudTrail` for events, or `CloudTrail-Digest` and the like. */
  kind?: string;
  /** The account whose events these are. */
  account?: string;
  region?: string;
  /** The day in UTC on which CloudTrail delivered the file. Its events are of that time or earlier. */
  day?: Day;
}

// Source: AWS CloudTrail User Guide, "CloudTrail log file examples", and for digests "CloudTrail digest file structure",
// where the name of the trail and its home region stand before the time.
const fileName =
  /(?:^|\/)(\d{12})_(CloudTrail(?:-[A-Za-z]+)?)_([a-z]{2}(?:-[a-z]+)+-\d+)_(?:[^/]*_)?(\d{4})(\d{2})(\d{2})T\d{4,6}Z[^/]*$/;
const folders =
  /(?:(?:^|\/)(\d{12}))?(?:^|\/)(CloudTrail(?:-[A-Za-z]+)?)\/([^/]+)\/(\d{4})\/(\d{2})\/(\d{2})\/[^/]*$/;

/**
 * Reads the folders that CloudTrail puts a file into and, where it lies elsewhere, the name that CloudTrail gave it. The
 * folders come first because they are what a bucket is listed by: a file counts as one of the same day wherever it is.
 *
 * @param place A key in a bucket, or a path with `/` between its parts.
 */
export function logNameOf(place: string): LogName {
  const inFolders = folders.exec(place);
  const named = fileName.exec(place);
  const [, , kind, region, year, month, date] = inFolders ?? named ?? [];
  if (kind === undefined || region === undefined) return {};
  // Whoever copied a part of a trail may have left the account's folder out.
  const account = inFolders?.[1] ?? named?.[1];
  return {
    kind,
    region,
    ...(account === undefined ? {} : { account }),
    day: `${year}-${month}-${date}`,
  };
}
