/** Times and dates. Source: "Date & time functions". */
export const timeMacros: readonly string[] = [
  `snowflake_months_between(a, b) AS CAST(CASE
    WHEN day(a) = day(b) OR (a::DATE = last_day(a) AND b::DATE = last_day(b)) THEN date_diff('month', b, a)
    ELSE date_diff('month', b, a) + (day(a) - day(b) + (epoch(a::TIME) - epoch(b::TIME)) / 86400) / 31
    END AS DECIMAL(38, 6))`,
  `snowflake_add_months(t, n) AS CASE WHEN CAST(t AS DATE) = last_day(t)
    THEN last_day(t + to_months(CAST(n AS INTEGER))) + (t - date_trunc('day', t)) ELSE t + to_months(CAST(n AS INTEGER)) END`,
  `snowflake_weekday(t) AS CASE list_position(['su', 'mo', 'tu', 'we', 'th', 'fr', 'sa'], lower(left(trim(t), 2)))
    WHEN 1 THEN 0 WHEN 2 THEN 1 WHEN 3 THEN 2 WHEN 4 THEN 3 WHEN 5 THEN 4 WHEN 6 THEN 5 WHEN 7 THEN 6
    ELSE error('Day ''' || t || ''' is not recognized') END`,
  `snowflake_next_day(d, t) AS CAST(d + to_days(CAST((snowflake_weekday(t) - dayofweek(d) + 6) % 7 + 1 AS INTEGER)) AS DATE)`,
  `snowflake_previous_day(d, t) AS CAST(d - to_days(CAST((dayofweek(d) - snowflake_weekday(t) + 6) % 7 + 1 AS INTEGER)) AS DATE)`,
];
