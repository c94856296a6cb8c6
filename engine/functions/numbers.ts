import { type Value, asNumber } from "../semantics/value";
import { argumentsOf } from "./arguments";
import { type Emit, entries } from "./entry";

// Source: "DIV0", "DIV0NULL": a division as by the operator, and zero where the divisor is.
function quotient(isNothing: (divisor: string) => string): Emit {
  return (call, context) => {
    const [dividend, divisor] = argumentsOf(call).map((value) => context.emit(value)) as [
      Value,
      Value,
    ];
    const isExact = [dividend, divisor].every(({ type }) =>
      ["NUMBER", "BOOLEAN", "NULL"].includes(type),
    );
    const operands = [asNumber(dividend), asNumber(divisor)] as const;
    const divide = isExact ? "snowflake_divide" : "snowflake_divide_float";
    return {
      sql: `CASE WHEN ${isNothing(operands[1])} THEN ${operands[0]} * 0 ELSE ${divide}(${operands.join(", ")}) END`,
      type: isExact ? "NUMBER" : "FLOAT",
    };
  };
}

/** Functions of numbers. Source: "Numeric functions". All are NULL when an argument is. */
export const numbers = entries("scalar", {
  ABS: {
    calls: { "(number) -> numeric": "abs($1)" },
    examples: { "abs(-2.5)": 2.5, "abs(null)": null },
  },
  SIGN: {
    calls: { "(number) -> NUMBER": "CAST(sign($1) AS INTEGER)" },
    examples: { "sign(-0.3)": -1, "sign(0)": 0, "sign(70)": 1 },
  },
  CEIL: {
    calls: {
      "(number) -> numeric": "ceil($1)",
      "(number, integer) -> numeric": "snowflake_ceil($1, CAST($2 AS INTEGER))",
    },
    examples: {
      "ceil(-7.25)": -7,
      "ceil(8.71, 1)": 8.8,
      "ceil(4.35, 2)": 4.35,
      "ceil(-8.79, 1)": -8.7,
      "ceil(8201, -2)": 8300,
    },
  },
  FLOOR: {
    calls: {
      "(number) -> numeric": "floor($1)",
      "(number, integer) -> numeric": "snowflake_floor($1, CAST($2 AS INTEGER))",
    },
    examples: {
      "floor(-7.25)": -8,
      "floor(8.79, 1)": 8.7,
      "floor(4.35, 2)": 4.35,
      "floor(-8.71, 1)": -8.8,
      "floor(8299, -2)": 8200,
    },
  },
  ROUND: {
    calls: {
      "(number) -> numeric": "round($1)",
      "(number, integer) -> numeric": "round($1, CAST($2 AS INTEGER))",
    },
    examples: {
      "round(2.5)": 3,
      "round(-2.5)": -3,
      "round(1.005, 2)": 1.01,
      "round(8250, -2)": 8300,
      "round(1.5, null)": null,
    },
  },
  TRUNCATE: {
    calls: {
      "(number) -> numeric": "trunc($1)",
      "(number, integer) -> numeric": "trunc($1, CAST($2 AS INTEGER))",
    },
    examples: {
      "truncate(-7.89)": -7,
      "truncate(7.89, 1)": 7.8,
      "truncate(-8299, -2)": -8200,
      "truncate(null)": null,
    },
    page: "trunc",
  },
  MOD: {
    calls: { "(number, number) -> numeric": "snowflake_modulo($1, $2)" },
    examples: { "mod(17, 5)": 2, "mod(-17, 5)": -2, "mod(7.5, 2)": 1.5, "mod(5, null)": null },
  },
  POWER: {
    aliases: ["POW"],
    calls: { "(number, number) -> FLOAT": "power($1, $2)" },
    examples: { "power(3, 4)": 81, "pow(4, 0.5)": 2, "power(2, -2)": 0.25 },
    page: "pow",
  },
  SQUARE: {
    calls: { "(number) -> FLOAT": "power($1, 2)" },
    examples: { "square(-1.5)": 2.25 },
  },
  SQRT: {
    calls: { "(number) -> FLOAT": "sqrt($1)" },
    examples: { "sqrt(6.25)": 2.5, "sqrt(null)": null },
  },
  CBRT: {
    calls: { "(number) -> FLOAT": "cbrt($1)" },
    examples: { "round(cbrt(27), 9)": 3, "cbrt(-8)": -2 },
  },
  EXP: {
    calls: { "(number) -> FLOAT": "exp($1)" },
    examples: { "exp(0)": 1, "round(exp(1), 6)": 2.718282 },
  },
  LN: {
    calls: { "(number) -> FLOAT": "ln($1)" },
    examples: { "ln(1)": 0, "round(ln(10), 6)": 2.302585 },
  },
  LOG: {
    calls: { "(number, number) -> FLOAT": "log($1, $2)" },
    examples: { "log(10, 1000)": 3, "log(2, 0.5)": -1, "log(2, null)": null },
  },
  PI: {
    calls: { "() -> FLOAT": "pi()" },
    examples: { "round(pi(), 9)": 3.141592654 },
  },
  SIN: {
    calls: { "(number) -> FLOAT": "sin($1)" },
    examples: { "sin(0)": 0, "round(sin(pi() / 6), 9)": 0.5 },
  },
  COS: {
    calls: { "(number) -> FLOAT": "cos($1)" },
    examples: { "cos(0)": 1, "round(cos(pi() / 3), 9)": 0.5 },
  },
  TAN: {
    calls: { "(number) -> FLOAT": "tan($1)" },
    examples: { "tan(0)": 0, "round(tan(pi() / 4), 9)": 1 },
  },
  ATAN2: {
    calls: { "(number, number) -> FLOAT": "atan2($1, $2)" },
    examples: { "atan2(0, 5)": 0, "round(degrees(atan2(5, -5)), 6)": 135 },
  },
  DEGREES: {
    calls: { "(number) -> FLOAT": "degrees($1)" },
    examples: { "round(degrees(pi() / 2), 6)": 90 },
  },
  RADIANS: {
    calls: { "(number) -> FLOAT": "radians($1)" },
    examples: { "radians(0)": 0, "round(radians(90), 6)": 1.570796 },
  },
  HAVERSINE: {
    // The earth's radius is that with which the documented distances come out.
    calls: {
      "(number, number, number, number) -> FLOAT":
        "(2 * 6371 * asin(sqrt(power(sin(radians($3 - $1) / 2), 2) + cos(radians($1)) * cos(radians($3)) * power(sin(radians($4 - $2) / 2), 2))))",
    },
    examples: {
      "haversine(52.5, 13.4, 52.5, 13.4)": 0,
      "round(haversine(0, 0, 0, 180) / pi(), 6)": 6371,
      "round(haversine(0, 10, 90, 10) / pi() * 2, 6)": 6371,
    },
  },
  DIV0: {
    calls: { "(number, number)": quotient((divisor) => `${divisor} = 0`) },
    examples: {
      "div0(5, 8)": "0.625000",
      "div0(2, 3)": 0.666667,
      "div0(5, 0)": "0.000000",
      "div0(1::float, 8)": 0.125,
      "div0(5, null)": null,
    },
  },
  DIV0NULL: {
    calls: { "(number, number)": quotient((divisor) => `coalesce(${divisor}, 0) = 0`) },
    examples: {
      "div0null(5, 8)": "0.625000",
      "div0null(5, 0)": "0.000000",
      "div0null(5, null)": "0.000000",
    },
  },
  WIDTH_BUCKET: {
    calls: {
      "(number, number, number, integer) -> NUMBER":
        "CASE WHEN $2 + $3 + $4 IS NULL THEN NULL WHEN $1 < $2 THEN 0 WHEN $1 >= $3 THEN $4 + 1 ELSE CAST(floor(($1 - $2) * $4 / ($3 - $2)) AS BIGINT) + 1 END",
    },
    examples: {
      "width_bucket(0, 0, 24, 4)": 1,
      "width_bucket(17.5, 0, 24, 4)": 3,
      "width_bucket(-1, 0, 24, 4)": 0,
      "width_bucket(24, 0, 24, 4)": 5,
      "width_bucket(null, 0, 24, 4)": null,
      "width_bucket(-1, 0, 24, null)": null,
    },
  },
});
