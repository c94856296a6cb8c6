import {
  recordFilter,
  translateFlattening,
  type RecordFilter,
  type Schema,
  type TextPattern,
} from "../../engine";

/** The raw table. */
const raw: Schema = {
  resolve: () => ({
    name: "RAW",
    columns: [{ name: "RECORD", label: "record", type: "VARIANT" }],
  }),
  names: () => ["RAW"],
};

/** The view of its events. */
export const events = translateFlattening(
  `select
    e.value:eventName::string as eventName,
    e.value:eventSource::string as eventSource,
    e.value:userIdentity::variant as userIdentity,
    e.value:resources::variant as resources,
    e.value:eventName::varchar(4) as shortName,
    upper(e.value:eventName::string) as loudName,
    try_to_boolean(e.value:readOnly::string) as readOnly,
    try_to_timestamp_ntz(e.value:eventTime::string) as eventTime,
    e.value as record
  from raw, lateral flatten(input => record:Records) e`,
  raw,
);

/** What a statement needs of the records. */
export function filterOf(
  statement: string,
  views: Record<string, string> = {},
): RecordFilter | undefined {
  return recordFilter(statement, {
    records: { name: "CLOUDTRAIL", ...events },
    views: new Map(Object.entries(views)),
  });
}

/** What a condition on the events needs. */
export const where = (condition: string): RecordFilter | undefined =>
  filterOf(`select * from cloudtrail where ${condition}`);

/** A key has one of these texts. */
export function value(key: string, ...texts: (string | TextPattern)[]): RecordFilter {
  return {
    kind: "value",
    key,
    texts: texts.map((text) => (typeof text === "string" ? [text] : text)),
  };
}

/** A key has this text in any letter case. */
export const anyCase = (key: string, text: string | TextPattern): RecordFilter => ({
  ...{ kind: "value", key, texts: typeof text === "string" ? [[text]] : [text] },
  ignoresCase: true,
});

/** What all of these need. */
export const all = (...of: RecordFilter[]): RecordFilter => ({ kind: "all", of });

/** What one of these needs. */
export const any = (...of: RecordFilter[]): RecordFilter => ({ kind: "any", of });

export const login = value("eventName", "ConsoleLogin");
export const stop = value("eventName", "StopLogging");
export const iam = value("eventSource", "iam.amazonaws.com");
