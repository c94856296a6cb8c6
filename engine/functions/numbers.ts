import { entries } from "./entry";

/** Functions of numbers, bits and truth. Source: "Numeric functions", "Bitwise expression functions". */
export const numbers = entries("scalar", {
  ABS: {
    calls: { "(number) -> numeric": "abs($1)" },
    examples: {},
  },
  SIGN: {
    calls: { "(number) -> NUMBER": "CAST(sign($1) AS INTEGER)" },
    examples: {},
  },
  CEIL: {
    calls: {
      "(number) -> numeric": "ceil($1)",
      "(number, integer) -> numeric": "(ceil($1 * power(10::DECIMAL(38, 9), $2)) / power(10, $2))",
    },
    examples: {},
  },
  FLOOR: {
    calls: {
      "(number) -> numeric": "floor($1)",
      "(number, integer) -> numeric": "(floor($1 * power(10, $2)) / power(10, $2))",
    },
    examples: {},
  },
  ROUND: {
    calls: {
      "(number) -> numeric": "round($1)",
      "(number, integer) -> numeric": "round($1, CAST($2 AS INTEGER))",
    },
    examples: {},
  },
  TRUNCATE: {
    calls: { "(number) -> numeric": "trunc($1)" },
    examples: {},
  },
  MOD: {
    calls: { "(number, number) -> numeric": "snowflake_modulo($1, $2)" },
    examples: {},
  },
  POWER: {
    aliases: ["POW"],
    calls: { "(number, number) -> FLOAT": "power($1, $2)" },
    examples: {},
  },
  SQUARE: {
    calls: { "(number) -> FLOAT": "power($1, 2)" },
    examples: {},
  },
  SQRT: {
    calls: { "(number) -> FLOAT": "sqrt($1)" },
    examples: {},
  },
  CBRT: {
    calls: { "(number) -> FLOAT": "cbrt($1)" },
    examples: {},
  },
  EXP: {
    calls: { "(number) -> FLOAT": "exp($1)" },
    examples: {},
  },
  LN: {
    calls: { "(number) -> FLOAT": "ln($1)" },
    examples: {},
  },
  LOG: {
    calls: { "(number, number) -> FLOAT": "(ln($2) / ln($1))" },
    examples: {},
  },
  PI: {
    calls: { "() -> FLOAT": "pi()" },
    examples: {},
  },
  SIN: {
    calls: { "(number) -> FLOAT": "sin($1)" },
    examples: {},
  },
  COS: {
    calls: { "(number) -> FLOAT": "cos($1)" },
    examples: {},
  },
  TAN: {
    calls: { "(number) -> FLOAT": "tan($1)" },
    examples: {},
  },
  ATAN2: {
    calls: { "(number, number) -> FLOAT": "atan2($1, $2)" },
    examples: {},
  },
  DEGREES: {
    calls: { "(number) -> FLOAT": "degrees($1)" },
    examples: {},
  },
  RADIANS: {
    calls: { "(number) -> FLOAT": "radians($1)" },
    examples: {},
  },
  HAVERSINE: {
    calls: {
      "(number, number, number, number) -> FLOAT":
        "(2 * 6371.0087714150598 * asin(sqrt(power(sin(radians($3 - $1) / 2), 2) + cos(radians($1)) * cos(radians($3)) * power(sin(radians($4 - $2) / 2), 2))))",
    },
    examples: {},
  },
  DIV0: {
    calls: {
      "(number, number) -> FLOAT":
        "CASE WHEN $2 = 0 THEN $1 * 0 ELSE snowflake_divide_float($1, $2) END",
    },
    examples: {},
  },
  DIV0NULL: {
    calls: {
      "(number, number) -> FLOAT":
        "CASE WHEN coalesce($2, 0) = 0 THEN $1 * 0 ELSE snowflake_divide_float($1, $2) END",
    },
    examples: {},
  },
  ZEROIFNULL: {
    calls: { "(number) -> numeric": "coalesce($1, 0)" },
    examples: {},
  },
  NULLIFZERO: {
    calls: { "(number) -> numeric": "nullif($1, 0)" },
    examples: {},
  },
  WIDTH_BUCKET: {
    calls: {
      "(number, number, number, integer) -> NUMBER":
        "CASE WHEN $1 < $2 THEN 0 WHEN $1 >= $3 THEN $4 + 1 ELSE CAST(floor(($1 - $2) * $4 / ($3 - $2)) AS BIGINT) + 1 END",
    },
    examples: {},
  },
  BITAND: {
    calls: { "(integer, integer) -> NUMBER": "($1 & $2)" },
    examples: {},
  },
  BITOR: {
    calls: { "(integer, integer) -> NUMBER": "($1 | $2)" },
    examples: {},
  },
  BITXOR: {
    calls: { "(integer, integer) -> NUMBER": "xor($1, $2)" },
    examples: {},
  },
  BITNOT: {
    calls: { "(integer) -> NUMBER": "(~$1)" },
    examples: {},
  },
  BITSHIFTLEFT: {
    calls: { "(integer, integer) -> NUMBER": "($1 << $2)" },
    examples: {},
  },
  BITSHIFTRIGHT: {
    calls: { "(integer, integer) -> NUMBER": "($1 >> $2)" },
    examples: {},
  },
  BOOLAND: {
    calls: { "(number, number) -> BOOLEAN": "($1 <> 0 AND $2 <> 0)" },
    examples: {},
  },
  BOOLOR: {
    calls: { "(number, number) -> BOOLEAN": "($1 <> 0 OR $2 <> 0)" },
    examples: {},
  },
  BOOLNOT: {
    calls: { "(boolean) -> BOOLEAN": "(NOT $1)" },
    examples: {},
  },
  BOOLXOR: {
    calls: { "(boolean, boolean) -> BOOLEAN": "($1 <> $2)" },
    examples: {},
  },
  RANDOM: {
    calls: { "() -> NUMBER": "CAST(random() * 9223372036854775807 AS BIGINT)" },
    examples: {},
  },
});
