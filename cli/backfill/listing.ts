import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { Load } from "../cost/rates";
import { discover, reasonOf } from "../sources/discover";
import { sizesOf } from "../load/sizes";
import { UsageError } from "../output/usageError";
import type { Day } from "../sources/days";

/** A file in the bucket. */
interface ListedFile {
  /** The path from the bucket's root. */
  key: string;
  /** Bytes as stored. */
  packed: number;
  /** Bytes once unpacked. */
  unpacked: number;
}

/** The files of one day. */
export interface DayOfFiles extends Load {
  /** Bytes as stored. */
  packed: number;
}

/** Where a stack's logs are, and which of them it loads. */
export interface LogsOfStack {
  logsLocation: string;
  filePattern: string;
}

/**
 * How many bytes a byte of a packed log file becomes. An assumption for listings, which do not tell: small files
 * pack worse and large ones better than the samples, where it is 9.
 */
const unpackedPerPacked = 9;

/**
 * Counts the files of each day that the stack loads.
 *
 * @param source A file with the JSON of `aws s3api list-objects-v2`, or a folder of logs, whose sizes are measured.
 * @throws UsageError if it is neither, cannot be read, or is a part of a listing only.
 */
export async function filesByDay(
  source: string,
  { logsLocation, filePattern }: LogsOfStack,
): Promise<Map<Day, DayOfFiles>> {
  const prefix = logsLocation.replace(/^\w+:\/\/[^/]+\//, "");
  const takes = wholeMatch(filePattern);
  const days = new Map<Day, DayOfFiles>();
  for (const { key, packed, unpacked } of await listedFiles(source, prefix)) {
    const [, year, month, date] = /\/(\d{4})\/(\d{2})\/(\d{2})\/[^/]*$/.exec(key) ?? [];
    if (year === undefined || !key.startsWith(prefix) || !takes.test(key)) continue;
    const day = `${year}-${month}-${date}`;
    const sum = days.get(day) ?? { files: 0, packed: 0, unpacked: 0 };
    days.set(day, {
      files: sum.files + 1,
      packed: sum.packed + packed,
      unpacked: sum.unpacked + unpacked,
    });
  }
  return days;
}

function wholeMatch(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`, "s");
  } catch {
    throw new UsageError(
      `The stack's filePattern ${JSON.stringify(pattern)} cannot be matched here. Leave the listing out.`,
    );
  }
}

async function listedFiles(source: string, prefix: string): Promise<ListedFile[]> {
  let isFolder: boolean;
  try {
    isFolder = (await stat(source)).isDirectory();
    return isFolder ? await filesOfFolder(source, prefix) : await filesOfListing(source);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`The listing "${source}" cannot be read: ${reasonOf(error)}.`);
  }
}

/** Below `AWSLogs/`, a folder's paths are the bucket's. */
async function filesOfFolder(folder: string, prefix: string): Promise<ListedFile[]> {
  const { files, problems } = await discover([folder]);
  const [problem] = problems;
  if (problem)
    throw new UsageError(`The file "${problem.path}" cannot be read: ${problem.reason}.`);
  const listed: ListedFile[] = [];
  for (const file of files) {
    const [, below] = /\/AWSLogs\/(.*)$/s.exec(file.name.split(path.sep).join("/")) ?? [];
    if (below === undefined) continue;
    listed.push({
      key: prefix + below,
      ...(await sizesOf(file)),
    });
  }
  return listed;
}

const whole = "expected what `aws s3api list-objects-v2` prints";
const listing = z.object(
  {
    Contents: z
      .array(z.object({ Key: z.string(whole), Size: z.int(whole).min(0, whole) }, whole), whole)
      .nullish(),
    IsTruncated: z.literal(false, "the listing is cut off").optional(),
    NextToken: z.undefined("the listing is cut off").optional(),
    NextContinuationToken: z.undefined("the listing is cut off").optional(),
  },
  whole,
);

async function filesOfListing(file: string): Promise<ListedFile[]> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    const reason = error instanceof SyntaxError ? "it is not JSON" : reasonOf(error);
    throw new UsageError(`The listing "${file}" cannot be read: ${reason}.`);
  }
  const read = listing.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    const place = issue?.path.join(".");
    throw new UsageError(
      `The listing "${file}" is wrong${place ? ` at ${place}` : ""}: ${issue?.message}. Write it with ` +
        "`aws s3api list-objects-v2 --bucket … --prefix … --output json`, without --max-items.",
    );
  }
  return (read.data.Contents ?? []).map(({ Key: key, Size: packed }) => ({
    key,
    packed,
    unpacked: key.endsWith(".gz") ? packed * unpackedPerPacked : packed,
  }));
}
