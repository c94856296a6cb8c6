import { pack } from "tar-stream";
import { Session, literal } from "../../../../engine";
import { type Ran, type TestFolder, quietEvent } from "../../logFiles";

export const event = quietEvent("x");
export const json = JSON.stringify(event);
export const log = JSON.stringify({ Records: [event] });
/** How many characters are missing of what is cut off. */
export const cut = 15;

/** What a file holds. */
type Content = string | Uint8Array;

/** What lies in the folder: files by their names, with what is expected of them beside what the page says. */
export interface Case {
  files?: Record<string, Content>;
  make?: (folder: TestFolder) => unknown;
  /** What stands on the command line instead of the folder. */
  run?: (folder: TestFolder, db: string) => Promise<Ran>;
  /** Ids of the events that are loaded. Defaults to `x` for what is loaded, and to none for what is not. */
  ids?: (string | null)[];
}

/** A folder with one file. */
export function file(name: string, content: Content, ids?: (string | null)[]): Case {
  return { files: { [name]: content }, ...(ids === undefined ? {} : { ids }) };
}

/** A tar archive of files by their names. */
export async function tarOf(files: Record<string, Content>): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries(files))
    archive.entry({ name }, Buffer.from(content));
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Writes what a query of DuckDB gives into a Parquet file. */
export async function parquet(target: string, select: string): Promise<void> {
  const session = await Session.open({ readsFiles: true });
  await session.run(`copy (${select}) to ${literal(target)} (format parquet)`);
  await session.close();
}

/** The columns of an event, as a query of DuckDB gives them. */
export const fields = `'x' as eventid, '1.09' as eventversion, 's3.amazonaws.com' as eventsource,
  'ListBuckets' as eventname, timestamp '2024-05-01 10:00:00' as eventtime,
  {'type': 'Root', 'accountid': '111122223333'} as useridentity`;

/** As `aws cloudtrail lookup-events` prints the event. */
export const lookedUp = JSON.stringify({ EventId: "x", CloudTrailEvent: json });
/** As EventBridge delivers it. */
export const delivered = JSON.stringify({
  version: "0",
  "detail-type": "AWS API Call via CloudTrail",
  detail: event,
});
/** A record with half of a surrogate pair. */
export const lone = '{"eventID":"lone","userAgent":"\\ud800"}';
/** As nothing that is read holds it. */
export const otherShape = JSON.stringify({ hits: [{ _source: event }] });
