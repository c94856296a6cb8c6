import { entries } from "./entry";

/** Functions of times without a unit or format. Source: "Date & time functions". Weeks begin on Monday. */
export const times = entries("scalar", {
  YEAR: {
    calls: { "(timestamp) -> NUMBER": "year($1)" },
    examples: {},
  },
  YEAROFWEEK: {
    aliases: ["YEAROFWEEKISO"],
    calls: { "(timestamp) -> NUMBER": "isoyear($1)" },
    examples: {},
  },
  QUARTER: {
    calls: { "(timestamp) -> NUMBER": "quarter($1)" },
    examples: {},
  },
  MONTH: {
    calls: { "(timestamp) -> NUMBER": "month($1)" },
    examples: {},
  },
  WEEK: {
    aliases: ["WEEKOFYEAR", "WEEKISO"],
    calls: { "(timestamp) -> NUMBER": "weekofyear($1)" },
    examples: {},
  },
  DAY: {
    aliases: ["DAYOFMONTH"],
    calls: { "(timestamp) -> NUMBER": "day($1)" },
    examples: {},
  },
  DAYOFWEEK: {
    calls: { "(timestamp) -> NUMBER": "dayofweek($1)" },
    examples: {},
  },
  DAYOFWEEKISO: {
    calls: { "(timestamp) -> NUMBER": "isodow($1)" },
    examples: {},
  },
  DAYOFYEAR: {
    calls: { "(timestamp) -> NUMBER": "dayofyear($1)" },
    examples: {},
  },
  HOUR: {
    calls: { "(timestamp) -> NUMBER": "hour($1)" },
    examples: {},
  },
  MINUTE: {
    calls: { "(timestamp) -> NUMBER": "minute($1)" },
    examples: {},
  },
  SECOND: {
    calls: { "(timestamp) -> NUMBER": "second($1)" },
    examples: {},
  },
  DAYNAME: {
    calls: { "(timestamp) -> VARCHAR": "left(dayname($1), 3)" },
    examples: {},
  },
  MONTHNAME: {
    calls: { "(timestamp) -> VARCHAR": "left(monthname($1), 3)" },
    examples: {},
  },
  LAST_DAY: {
    calls: { "(date) -> DATE": "last_day($1)" },
    examples: {},
  },
  ADD_MONTHS: {
    calls: {
      "(date, integer) -> DATE":
        "CASE WHEN $1 = last_day($1) THEN last_day(CAST($1 + to_months($2) AS DATE)) ELSE CAST($1 + to_months($2) AS DATE) END",
    },
    examples: {},
  },
  MONTHS_BETWEEN: {
    calls: { "(timestamp, timestamp) -> NUMBER": "snowflake_months_between($1, $2)" },
    examples: {},
  },
  NEXT_DAY: {
    calls: { "(date, text) -> DATE": "snowflake_next_day($1, $2)" },
    examples: {},
  },
  PREVIOUS_DAY: {
    calls: { "(date, text) -> DATE": "snowflake_previous_day($1, $2)" },
    examples: {},
  },
  DATE_FROM_PARTS: {
    aliases: ["DATEFROMPARTS"],
    calls: {
      "(integer, integer, integer) -> DATE":
        "CAST(make_date(CAST($1 AS BIGINT), 1, 1) + to_months($2 - 1) + to_days(CAST($3 - 1 AS INTEGER)) AS DATE)",
    },
    examples: {},
  },
  TIME_FROM_PARTS: {
    calls: { "(integer, integer, integer) -> TIME": "make_time($1, $2, $3)" },
    examples: {},
  },
  TIMESTAMP_FROM_PARTS: {
    aliases: ["TIMESTAMP_NTZ_FROM_PARTS"],
    calls: {
      "(integer, integer, integer, integer, integer, integer) -> TIMESTAMP_NTZ":
        "make_timestamp($1, $2, $3, $4, $5, $6)",
    },
    examples: {},
  },
  SYSDATE: {
    calls: { "() -> TIMESTAMP_NTZ": "CAST(now() AS TIMESTAMP)" },
    examples: {},
  },
  CURRENT_TIMESTAMP: {
    calls: {
      "() -> TIMESTAMP_LTZ": "now()",
      "(integer) -> TIMESTAMP_LTZ": "now()",
    },
    examples: {},
  },
  GETDATE: {
    aliases: ["SYSTIMESTAMP", "LOCALTIMESTAMP"],
    calls: { "() -> TIMESTAMP_LTZ": "now()" },
    examples: {},
  },
  CURRENT_DATE: {
    calls: { "() -> DATE": "CAST(now() AS DATE)" },
    examples: {},
  },
  CURRENT_TIME: {
    calls: { "() -> TIME": "CAST(CAST(now() AS TIMESTAMP) AS TIME)" },
    examples: {},
  },
});
