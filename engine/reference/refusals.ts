/** What Snowflake has and is not understood here: a statement, and the words with which it is refused. */
export interface Refusal {
  what: string;
  statement: string;
  message: string;
}

/** What is refused by name, and why. A function that is not in the registry is refused as the last one here. */
export const refusals: readonly Refusal[] = [
  {
    what: "Statements that change something",
    statement: "insert into cloudtrail select 1",
    message:
      "line 1, column 1: expected a query, SET, UNSET, SHOW, DESCRIBE or CREATE FUNCTION, found INSERT. Nothing is changed here.",
  },
  {
    what: "Earlier versions of a table: AT, BEFORE, CHANGES",
    statement: "select * from cloudtrail at (offset => -60)",
    message:
      "line 1, column 26: AT is not supported here: only Snowflake keeps earlier versions of a table.",
  },
  {
    what: "ASOF JOIN",
    statement: "select 1 from cloudtrail asof join cloudtrail",
    message:
      "line 1, column 26: ASOF JOIN is not supported here. Compare with a window function instead.",
  },
  {
    what: "MATCH_RECOGNIZE",
    statement: "select 1 from cloudtrail match_recognize (pattern (a))",
    message: "line 1, column 26: MATCH_RECOGNIZE is not supported here.",
  },
  {
    what: "Hierarchies: CONNECT BY, START WITH",
    statement: "select 1 from cloudtrail start with true connect by prior a = b",
    message: "line 1, column 26: START is not supported here.",
  },
  {
    what: "PIVOT over ANY or a query",
    statement: "select 1 from cloudtrail pivot (count(record) for record in (any))",
    message:
      "line 1, column 62: PIVOT over ANY or over a query is not supported here: which columns there are would be known only when it runs. List the values.",
  },
  {
    what: "UNION BY NAME",
    statement: "select 1 as a union all by name select 2 as a",
    message: "line 1, column 15: UNION BY NAME is not supported here. List the columns.",
  },
  {
    what: "INTERSECT ALL, EXCEPT ALL (Snowflake refuses them, too)",
    statement: "select 1 except all select 2",
    message: "line 1, column 10: EXCEPT ALL is not in Snowflake's SQL.",
  },
  {
    what: "Files in a stage, outside of COPY INTO",
    statement: "select $1 from @logs",
    message: "line 1, column 16: a stage is read by COPY INTO only.",
  },
  {
    what: "Types beside those above, such as GEOGRAPHY, VECTOR and MAP",
    statement: "select 'POINT(0 0)'::geography",
    message: "line 1, column 22: the type GEOGRAPHY is not supported here.",
  },
  {
    what: "Subtraction of two times, whose result Snowflake gives for dates alone",
    statement: "select '2026-01-02'::timestamp_ntz - '2026-01-01'::timestamp_ntz",
    message: "line 1, column 36: two times are not added or subtracted. Use DATEDIFF.",
  },
  {
    what: "Functions of other languages than SQL",
    statement: "create function f() returns number language python as $$ 1 $$",
    message: "line 1, column 45: only functions of LANGUAGE SQL are run here.",
  },
  {
    what: "Functions that return a table, query or call themselves",
    statement:
      "create function f(n number) returns number as $$ case when n > 0 then f(n - 1) end $$",
    message: "line 1, column 71: F calls itself. A function of SQL cannot be recursive.",
  },
  {
    what: "Functions under a name of Snowflake's",
    statement: "create function upper(t varchar) returns varchar as $$ t $$",
    message: "line 1, column 1: UPPER is a function of Snowflake's own. Take another name.",
  },
  {
    what: "Functions whose values are Snowflake's own, such as HASH",
    statement: "select hash(1)",
    message:
      "line 1, column 8: the function HASH is not supported here. Its values are Snowflake's own. Compare the values themselves, or take MD5 of them as a text.",
  },
  {
    what: "Functions beside those above",
    statement: "select approx_top_k(1)",
    message: "line 1, column 8: the function APPROX_TOP_K is not supported here.",
  },
];
