/** What keeps a dynamic table from incremental refresh. Source: Snowflake, "Supported queries for dynamic tables". */
const refused: readonly (readonly [RegExp, string])[] = [
  [
    /\b(current_\w+|localtime(stamp)?|sysdate|getdate|systimestamp|random|randstr|uuid_string|seq[1248])\b/,
    "gives another value each time",
  ],
  [/\.\s*seq\b/, "is a number that FLATTEN makes up anew each time"],
  [/\blateral\s+(?!flatten\b)\w+/, "is LATERAL of something other than FLATTEN"],
  [/\b(exists|in|any|all|[=<>])\s*\(\s*(select|with)\b/, "is a subquery outside of FROM"],
  [
    /\b(union(?!\s+all\b)|except|minus|intersect)\b/,
    "compares whole results: UNION ALL alone does not",
  ],
  [/\bover\s*\(\s*(order\b|\))/, "is a window without PARTITION BY"],
  [/\b(rank|dense_rank|percent_rank)\s*\(/, "is a rank, and ROW_NUMBER is the one that qualifies"],
  [/\b(limit|top|fetch)\b/, "keeps some rows of all"],
  [
    /\b(pivot|unpivot|sample|tablesample|match_recognize|connect\s+by|recursive)\b/,
    "is a clause for a full refresh only",
  ],
];

/**
 * Why Snowflake would not refresh a dynamic table with this SELECT incrementally; empty if it would. What stands in
 * comments and in strings does not count.
 */
export function fullRefreshReasons(select: string): string[] {
  const code = select
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, " ")
    .replace(/'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"]|"")*"/g, "x")
    .toLowerCase();
  return refused.flatMap(([pattern, reason]) => {
    const found = pattern.exec(code)?.[0];
    return found === undefined ? [] : [`${found.replace(/\s+/g, " ").trim()} ${reason}`];
  });
}
