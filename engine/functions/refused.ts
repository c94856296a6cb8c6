/** Functions whose results only Snowflake can give, and what to write instead. */
export const refusedFunctions: ReadonlyMap<string, string> = new Map([
  [
    "HASH",
    "Its values are Snowflake's own. Compare the values themselves, or take MD5 of them as a text.",
  ],
  ["HASH_AGG", "Its values are Snowflake's own. Compare the rows themselves, with EXCEPT."],
]);
