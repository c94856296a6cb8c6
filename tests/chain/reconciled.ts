import { gunzipSync } from "node:zlib";
import { copyHistoryQuery } from "../../cli/reconcile/copyHistory";
import { put, TestTrail, type TrailFile } from "../cli/reconcile/trail";
import { snowtrail, TestFolder } from "../cli/logFiles";
import type { Deployed } from "./deployed";

const day = "2026-03-17";
const trail = new TestTrail();

/** The end of an hour of the day. */
function endOf(hour: number): string {
  return new Date(Date.parse(day) + hour * 3_600_000).toISOString().replace(".000", "");
}

/**
 * What `snowtrail reconcile` finds wrong in the day on which a log was to be delivered: kinds of faults, each once.
 *
 * The bucket has the digests of the hours before that, as of any trail that worked until then. If the log got into it,
 * so did the digests of its hour and of those that followed.
 */
export async function reconciled({ bucket, sandbox }: Deployed): Promise<string[]> {
  const logs = [...bucket.objects].map(([key, { body }]): TrailFile => ({
    key,
    text: gunzipSync(body).toString(),
  }));
  const hours = Array.from({ length: logs.length > 0 ? 24 : 14 }, (_, at) => at + 1);
  const digests = trail.digests(
    ...hours.map((hour): [string, TrailFile[]] => [endOf(hour), hour === 15 ? logs : []]),
  );
  const { columns, rows } = await sandbox.query(copyHistoryQuery);
  const history = rows.map((row) =>
    Object.fromEntries(columns.map(({ name }, at) => [name.toLowerCase(), row[at]])),
  );
  const folder = new TestFolder();
  put(folder, ...logs, ...digests);
  const exported = folder.write("history.json", JSON.stringify(history));
  const of = ["--from", day, "--to", day, "--copy-history", exported, "--format", "json"];
  const { stdout, stderr } = await snowtrail(["reconcile", folder.at("AWSLogs"), ...of]);
  folder.remove();
  if (!stdout.startsWith("[")) throw new Error(stderr);
  const found = JSON.parse(stdout) as { fault: string }[];
  return [...new Set(found.map(({ fault }) => fault))];
}
