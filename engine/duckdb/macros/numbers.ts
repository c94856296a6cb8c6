/** Numbers. */
export const numberMacros: readonly string[] = [
  // Source: "Arithmetic operators": 6 digits after the point at least; a division by zero is an error.
  `snowflake_divide(a, b) AS CASE WHEN b = 0 THEN error('Division by zero' || left(b::VARCHAR, 0)) ELSE
    CAST(a / b AS DECIMAL(38, 6)) END`,
  `snowflake_divide_float(a, b) AS CASE WHEN b = 0 THEN error('Division by zero' || left(b::VARCHAR, 0)) ELSE
    CAST(a AS DOUBLE) / b END`,
  `snowflake_modulo(a, b) AS CASE WHEN b = 0 THEN error('Division by zero' || left(b::VARCHAR, 0)) ELSE a % b END`,
  // Source: "CEIL", "FLOOR" with a scale. DuckDB rounds a decimal exactly, where a multiplication by a power of ten does not.
  `snowflake_unit(s) AS CAST(power(10, -s) AS DECIMAL(38, 18))`,
  `snowflake_floor(n, s) AS round(CASE WHEN round(n, s) > n THEN round(n, s) - snowflake_unit(s) ELSE round(n, s) END, s)`,
  `snowflake_ceil(n, s) AS round(CASE WHEN round(n, s) < n THEN round(n, s) + snowflake_unit(s) ELSE round(n, s) END, s)`,
];
