import { convert } from "../semantics/cast";
import { type Value, asDate } from "../semantics/value";
import { argumentsOf } from "./arguments";
import { type Definition, type Emit, entries } from "./entry";

// Source: "TIME_FROM_PARTS", "TIMESTAMP_FROM_PARTS": a part beyond its range carries over into the next larger one.
const timeFromParts = (nanoseconds: string): string =>
  `(TIME '00:00:00' + to_hours($1) + to_minutes($2) + to_seconds($3)${nanoseconds})`;
const day =
  "make_date(CAST($1 AS BIGINT), 1, 1) + to_months(CAST($2 - 1 AS INTEGER)) + to_days(CAST($3 - 1 AS INTEGER))";
const timestampFromParts = (nanoseconds: string): string =>
  `(${day} + to_hours($4) + to_minutes($5) + to_seconds($6)${nanoseconds})`;

const timestampFromDateAndTime: Emit = (call, context) => {
  const [date, time] = argumentsOf(call).map((part) => context.emit(part)) as [Value, Value];
  return { sql: `(${asDate(date)} + ${convert(time, "TIME").sql})`, type: "TIMESTAMP_NTZ" };
};

const timestampCalls: Definition["calls"] = {
  "(date, time)": timestampFromDateAndTime,
  "(integer, integer, integer, integer, integer, integer) -> TIMESTAMP_NTZ": timestampFromParts(""),
  "(integer, integer, integer, integer, integer, integer, integer) -> TIMESTAMP_NTZ":
    timestampFromParts(" + to_microseconds($7 // 1000)"),
};

/** Dates and times made of parts, or of the clock. Source: "Date & time functions", "Context functions". */
export const times = entries("scalar", {
  DATE_FROM_PARTS: {
    aliases: ["DATEFROMPARTS"],
    calls: { "(integer, integer, integer) -> DATE": `CAST(${day} AS DATE)` },
    examples: {
      "date_from_parts(2026, 5, 4)": "2026-05-04",
      "date_from_parts(2026, 1, 60)": "2026-03-01",
      "date_from_parts(2026, 3, 0)": "2026-02-28",
      "datefromparts(2026, 0, 15)": "2025-12-15",
      "date_from_parts(2026, null, 1)": null,
    },
  },
  TIME_FROM_PARTS: {
    aliases: ["TIMEFROMPARTS"],
    calls: {
      "(integer, integer, integer) -> TIME": timeFromParts(""),
      "(integer, integer, integer, integer) -> TIME": timeFromParts(
        " + to_microseconds($4 // 1000)",
      ),
    },
    examples: {
      "time_from_parts(7, 8, 9)": "07:08:09",
      "timefromparts(0, 90, 0)": "01:30:00",
      "date_part(nanosecond, time_from_parts(7, 8, 9, 250000000))": 250_000_000,
    },
  },
  TIMESTAMP_FROM_PARTS: {
    aliases: ["TIMESTAMPFROMPARTS"],
    calls: timestampCalls,
    examples: {
      "timestamp_from_parts(2026, 5, 4, 10, 20, 30)": "2026-05-04 10:20:30.000",
      "timestamp_from_parts(2026, 5, 4, 23, 59, 60, 250000000)": "2026-05-05 00:00:00.250",
      "timestampfromparts('2026-05-04'::date, '10:20:30'::time)": "2026-05-04 10:20:30.000",
    },
  },
  TIMESTAMP_NTZ_FROM_PARTS: {
    aliases: ["TIMESTAMPNTZFROMPARTS"],
    page: "timestamp_from_parts",
    calls: timestampCalls,
    examples: {
      "timestamp_ntz_from_parts(2026, 14, 4, 0, 0, 0)": "2027-02-04 00:00:00.000",
      "timestamp_ntz_from_parts(2026, 5, 4, 0, 0, 0, 500000000)": "2026-05-04 00:00:00.500",
      "timestampntzfromparts('2026-05-04'::date, null)": null,
    },
  },
  SYSDATE: {
    calls: { "() -> TIMESTAMP_NTZ": "CAST(now() AS TIMESTAMP)" },
    examples: {
      "datediff('second', sysdate(), convert_timezone('UTC', current_timestamp())::timestamp_ntz)": 0,
    },
  },
  CURRENT_TIMESTAMP: {
    aliases: ["GETDATE", "LOCALTIMESTAMP", "SYSTIMESTAMP"],
    calls: {
      "() -> TIMESTAMP_LTZ": "now()",
      "(integer) -> TIMESTAMP_LTZ": "now()",
    },
    examples: {
      "datediff('day', current_timestamp, getdate())": 0,
      "current_timestamp(3) > '2026-01-01'::timestamp_ltz": true,
      "length(localtimestamp()::string)": 29,
    },
  },
  CURRENT_DATE: {
    calls: { "() -> DATE": "CAST(now() AS DATE)" },
    examples: {
      "current_date = current_timestamp()::date": true,
      "length(current_date()::string)": 10,
    },
  },
  CURRENT_TIME: {
    aliases: ["LOCALTIME"],
    calls: {
      "() -> TIME": "CAST(CAST(now() AS TIMESTAMP) AS TIME)",
      "(integer) -> TIME": "CAST(CAST(now() AS TIMESTAMP) AS TIME)",
    },
    examples: {
      "current_time between '00:00:00'::time and '23:59:59.999999'::time": true,
      "hour(current_time(0)) = hour(localtime())": true,
    },
  },
});
