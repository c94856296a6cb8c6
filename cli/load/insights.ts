import { insightsKind, logNameOf } from "../sources/logName";
import type { RecordTest } from "./recordChoice";

const eventType = "AwsCloudTrailInsight";

/** What an Insights event has among its bytes. So may others, further inside of them. */
const mark = Buffer.from(`"eventType":"${eventType}"`);

const every: RecordTest = () => true;
const none: RecordTest = () => false;

/** Tells Insights events among the records of a file: by its name or its folders, which say it of all, or else by each record. */
export class InsightsTest {
  /** What holds for all records. Undefined where the file's name does not tell. */
  private readonly forAll: RecordTest | undefined;

  /** @param name Of the file. */
  constructor(name: string) {
    const { kind } = logNameOf(name.replaceAll("\\", "/"));
    if (kind !== undefined) this.forAll = kind === insightsKind ? every : none;
  }

  /**
   * Which of some records are Insights events.
   *
   * @param spans Where in `text` they begin and end, in their order.
   */
  among(text: Buffer, spans: readonly number[]): RecordTest {
    const hasMark = (): boolean => text.subarray(spans[0], spans.at(-1)).includes(mark);
    return this.forAll ?? (hasMark() ? isInsightAt : none);
  }
}

/** Whether a value, such as an element of `Records`, is an Insights event. */
export function isInsight(record: unknown): boolean {
  const isObject = typeof record === "object" && record !== null;
  return isObject && "eventType" in record && record.eventType === eventType;
}

function isInsightAt(text: Buffer, start: number, end: number): boolean {
  const record = text.subarray(start, end);
  return record.includes(mark) && isInsight(JSON.parse(record.toString()));
}
