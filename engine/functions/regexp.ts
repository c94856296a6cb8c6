import type { Call } from "../syntax/ast";
import type { Context } from "../semantics/context";
import { literal } from "../semantics/quote";
import { type Value, asNumber, asText, nothing } from "../semantics/value";
import { argumentsOf } from "./arguments";
import { type Emit, entries } from "./entry";

interface Match {
  subject: string;
  /** With the parameters as flags inside of it. */
  pattern: string;
  /** The rest of the subject that a position leaves. */
  from: (position: Value | undefined) => string;
}

// Source: "Specify the parameters for the regular expression". RE2, which both engines use, takes the same
// flags inside of a pattern.
function match(
  call: Call,
  subject: Value,
  pattern: Value,
  parameters: Value | undefined,
  context: Context,
): Match {
  const given = parameters
    ? (parameters.constant ??
      context.refuse(call.at, `the parameters of ${call.name} have to be a string.`))
    : "";
  const unknown = /[^cimes]/.exec(given);
  if (unknown)
    context.refuse(
      call.at,
      `${call.name} has no parameter '${unknown[0]}'. There are c, i, m, e and s.`,
    );
  const isCaseless = given.lastIndexOf("i") > given.lastIndexOf("c");
  const flags = [
    ...(isCaseless ? ["i"] : []),
    ...["m", "s"].filter((flag) => given.includes(flag)),
  ].join("");
  const text = asText(subject);
  return {
    subject: text,
    pattern: flags ? `(${literal(`(?${flags})`)} || ${asText(pattern)})` : asText(pattern),
    from: (position) =>
      position === undefined || position.sql === "1"
        ? text
        : `substr(${text}, ${integer(position)})`,
  };
}

function integer(value: Value | undefined, otherwise = "1"): string {
  return value
    ? /^\d+$/.test(value.sql)
      ? value.sql
      : `CAST(${asNumber(value)} AS BIGINT)`
    : otherwise;
}

const like: Emit = (call, context) => {
  const [subject, pattern, parameters] = emitted(call, context);
  const found = match(call, subject, pattern, parameters, context);
  return { sql: `regexp_full_match(${found.subject}, ${found.pattern})`, type: "BOOLEAN" };
};

const count: Emit = (call, context) => {
  const [subject, pattern, position, parameters] = emitted(call, context);
  const found = match(call, subject, pattern, parameters, context);
  return {
    sql: `len(regexp_extract_all(${found.from(position)}, ${found.pattern}))`,
    type: "NUMBER",
  };
};

// With `e` it is the first group that counts, unless another is asked for.
function group(parameters: Value | undefined, asked: Value | undefined): string {
  return asked ? integer(asked) : (parameters?.constant?.includes("e") ?? false) ? "1" : "0";
}

const substr: Emit = (call, context) => {
  const [subject, pattern, position, occurrence, parameters, asked] = emitted(call, context);
  const found = match(call, subject, pattern, parameters, context);
  const all = `regexp_extract_all(${found.from(position)}, ${found.pattern}, ${group(parameters, asked)})`;
  return { sql: `list_extract(${all}, ${integer(occurrence)})`, type: "VARCHAR" };
};

const substrAll: Emit = (call, context) => {
  const [subject, pattern, position, , parameters, asked] = emitted(call, context);
  const found = match(call, subject, pattern, parameters, context);
  return {
    sql: `to_json(regexp_extract_all(${found.from(position)}, ${found.pattern}, ${group(parameters, asked)}))`,
    type: "ARRAY",
  };
};

const instr: Emit = (call, context) => {
  const [subject, pattern, position, occurrence, option, parameters] = emitted(call, context);
  const found = match(call, subject, pattern, parameters, context);
  const args = [
    found.from(position),
    found.pattern,
    integer(position),
    integer(occurrence),
    integer(option, "0"),
  ];
  return { sql: `snowflake_regexp_instr(${args.join(", ")})`, type: "NUMBER" };
};

const replace: Emit = (call, context) => {
  const [subject, pattern, replacement, position, occurrence, parameters] = emitted(call, context);
  const found = match(call, subject, pattern, parameters, context);
  const by = replacement ? asText(replacement) : "''";
  const start = integer(position);
  const before = start === "1" ? "" : `left(${found.subject}, ${start} - 1) || `;
  const rest = found.from(position);
  const nth = integer(occurrence, "0");
  const sql =
    nth === "0"
      ? `regexp_replace(${rest}, ${found.pattern}, ${by}, 'g')`
      : `snowflake_regexp_replace_nth(${rest}, ${found.pattern}, ${by}, ${nth})`;
  return { sql: `(${before}${sql})`, type: "VARCHAR" };
};

function emitted(call: Call, context: Context): [Value, Value, ...(Value | undefined)[]] {
  const [first = nothing, second = nothing, ...rest] = argumentsOf(call).map((value) =>
    context.emit(value),
  );
  return [first, second, ...rest];
}

/** Regular expressions. Source: "String functions (regular expressions)". REGEXP_LIKE matches the whole text. */
export const regexp = entries("scalar", {
  REGEXP_LIKE: {
    aliases: ["RLIKE"],
    calls: { "(text, pattern, [parameters])": like },
    examples: {},
  },
  REGEXP_COUNT: {
    calls: { "(text, pattern, [position], [parameters])": count },
    examples: {},
  },
  REGEXP_SUBSTR: {
    calls: { "(text, pattern, [position], [occurrence], [parameters], [group])": substr },
    examples: {},
  },
  REGEXP_SUBSTR_ALL: {
    aliases: ["REGEXP_EXTRACT_ALL"],
    calls: { "(text, pattern, [position], [occurrence], [parameters], [group])": substrAll },
    examples: {},
  },
  REGEXP_INSTR: {
    calls: { "(text, pattern, [position], [occurrence], [option], [parameters])": instr },
    examples: {},
  },
  REGEXP_REPLACE: {
    calls: { "(text, pattern, [replacement], [position], [occurrence], [parameters])": replace },
    examples: {},
  },
});
