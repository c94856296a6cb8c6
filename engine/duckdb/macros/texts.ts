/** Texts. */
export const textMacros: readonly string[] = [
  // Source: "SUBSTR": a negative start counts from the end, and one before the text is the text's begin.
  `snowflake_substr(t, s, n) AS CASE WHEN n <= 0 OR s < -length(t) THEN CASE WHEN t IS NOT NULL THEN '' END
    ELSE substr(t, CASE WHEN s = 0 THEN 1 ELSE s END, n) END`,
  `snowflake_position(p, t, s) AS CASE WHEN instr(substr(t, s), p) = 0 THEN 0 ELSE instr(substr(t, s), p) + s - 1 END`,
  // Source: "LEFT", "RIGHT": nothing of a negative length.
  `snowflake_left(t, n) AS left(t, CASE WHEN n < 0 THEN 0 ELSE n END)`,
  `snowflake_right(t, n) AS right(t, CASE WHEN n < 0 THEN 0 ELSE n END)`,
  // Source: "LPAD", "RPAD": where there is nothing to pad with, the text is cut only.
  `snowflake_lpad(t, n, p) AS CASE WHEN p = '' THEN snowflake_left(t, n) ELSE lpad(t, CAST(n AS INTEGER), p) END`,
  `snowflake_rpad(t, n, p) AS CASE WHEN p = '' THEN snowflake_left(t, n) ELSE rpad(t, CAST(n AS INTEGER), p) END`,
  `snowflake_insert(t, s, n, i) AS CASE WHEN t || i IS NOT NULL AND (s NOT BETWEEN 1 AND length(t) + 1 OR n < 0)
    THEN error('Invalid position or length of INSERT: ' || s || ', ' || n) ELSE left(t, s - 1) || i || substr(t, s + n) END`,
  // DuckDB's ARRAY_TO_STRING takes no separator that differs from row to row.
  `snowflake_separated(l, separator) AS list_reduce(l[2:], lambda a, b: a || separator || b, l[1])`,
  // Source: "CONCAT", "CONCAT_WS": NULL when any argument is.
  `snowflake_concat(l, separator) AS CASE WHEN len(l) = len(list_filter(l, lambda e: e IS NOT NULL))
    THEN snowflake_separated(l, separator) END`,
  `snowflake_concat_ws(l) AS CASE WHEN l[1] IS NOT NULL THEN snowflake_concat(l[2:], l[1]) END`,
  // Source: "SPLIT", "SPLIT_PART": nothing is split by an empty text. Part 0 is the first, a negative one counts from the
  // end, one outside is empty.
  `snowflake_split(t, d) AS CASE WHEN d = '' THEN CASE WHEN t IS NOT NULL THEN [t] END ELSE string_split(t, d) END`,
  `snowflake_split_part(t, d, n) AS CASE WHEN t IS NULL OR d IS NULL OR n IS NULL THEN NULL ELSE
    coalesce(snowflake_split(t, d)[CASE WHEN n = 0 THEN 1 ELSE n END], '') END`,
  // Source: "STRTOK": each character of the delimiter ends a token, and no token is empty.
  `snowflake_tokens(t, d) AS list_filter(snowflake_split(translate(t, d, repeat(left(d, 1), length(d))), left(d, 1)),
    lambda e: e <> '')`,
  `snowflake_token(t, d, n) AS CASE WHEN n > 0 THEN snowflake_tokens(t, d)[n] END`,
  // Source: "INITCAP": what follows a delimiter, or begins the text, is a capital.
  `snowflake_initcap(t, d) AS CASE WHEN d IS NOT NULL THEN array_to_string(list_transform(regexp_extract_all(t, '(?s).'),
    lambda e, i: CASE WHEN i = 1 OR contains(d, substr(t, i - 1, 1)) THEN upper(e) ELSE lower(e) END), '') END`,
  // DuckDB counts the bytes that differ: letters beyond ASCII are first replaced, each by a byte of its own.
  `snowflake_letters(a, b) AS list_sort(list_distinct(regexp_extract_all(a || b, '(?s).')))`,
  `snowflake_spelled(t, l) AS translate(t, array_to_string(l, ''),
    array_to_string(list_transform(l, lambda e, i: chr(CAST(i AS INTEGER))), ''))`,
  `snowflake_editdistance(a, b) AS CASE WHEN strlen(a || b) = length(a || b) THEN levenshtein(a, b)
    WHEN len(snowflake_letters(a, b)) > 127 THEN error('EDITDISTANCE is not supported for more than 127 different letters')
    ELSE levenshtein(snowflake_spelled(a, snowflake_letters(a, b)), snowflake_spelled(b, snowflake_letters(a, b))) END`,
  // Source: "JAROWINKLER_SIMILARITY": whole percents, cut off; texts without a letter are not alike.
  `snowflake_jarowinkler(a, b) AS CASE WHEN a || b = '' THEN 0
    WHEN len(snowflake_letters(a, b)) > 127 THEN error('JAROWINKLER_SIMILARITY is not supported for more than 127 different letters')
    ELSE CAST(floor(round(100 * jaro_winkler_similarity(snowflake_spelled(a, snowflake_letters(a, b)),
      snowflake_spelled(b, snowflake_letters(a, b))), 9)) AS BIGINT) END`,
  `snowflake_regexp_before(t, p, n) AS array_to_string(string_split_regex(t, p)[:n], '')
    || array_to_string(regexp_extract_all(t, p)[:n - 1], '')`,
  `snowflake_regexp_instr(t, p, s, n, o) AS CASE WHEN t IS NULL OR p IS NULL THEN NULL
    WHEN len(regexp_extract_all(t, p)) < n THEN 0
    ELSE length(snowflake_regexp_before(t, p, n)) + s + CASE WHEN o = 1 THEN length(regexp_extract_all(t, p)[n]) ELSE 0 END END`,
  `snowflake_regexp_replace_nth(t, p, r, n) AS CASE WHEN t IS NULL OR p IS NULL THEN NULL
    WHEN len(regexp_extract_all(t, p)) < n THEN t
    ELSE left(t, length(snowflake_regexp_before(t, p, n))) || regexp_replace(regexp_extract_all(t, p)[n], p, r)
      || substr(t, length(snowflake_regexp_before(t, p, n)) + length(regexp_extract_all(t, p)[n]) + 1) END`,
];
