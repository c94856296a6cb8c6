import type { Call } from "../syntax/ast";
import type { Context } from "../semantics/context";
import { literal } from "../semantics/quote";
import { type Value, asNumber, asText, nothing } from "../semantics/value";
import { takes } from "./special";

type Special = (call: Call, context: Context) => Value;

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

const like: Special = (call, context) => {
  const [subject, pattern, parameters] = emitted(call, context, 2, 3);
  const found = match(call, subject, pattern, parameters, context);
  return { sql: `regexp_full_match(${found.subject}, ${found.pattern})`, type: "BOOLEAN" };
};

const count: Special = (call, context) => {
  const [subject, pattern, position, parameters] = emitted(call, context, 2, 4);
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

const substr: Special = (call, context) => {
  const [subject, pattern, position, occurrence, parameters, asked] = emitted(call, context, 2, 6);
  const found = match(call, subject, pattern, parameters, context);
  const all = `regexp_extract_all(${found.from(position)}, ${found.pattern}, ${group(parameters, asked)})`;
  return { sql: `list_extract(${all}, ${integer(occurrence)})`, type: "VARCHAR" };
};

const substrAll: Special = (call, context) => {
  const [subject, pattern, position, , parameters, asked] = emitted(call, context, 2, 6);
  const found = match(call, subject, pattern, parameters, context);
  return {
    sql: `to_json(regexp_extract_all(${found.from(position)}, ${found.pattern}, ${group(parameters, asked)}))`,
    type: "ARRAY",
  };
};

const instr: Special = (call, context) => {
  const [subject, pattern, position, occurrence, option, parameters] = emitted(call, context, 2, 6);
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

const replace: Special = (call, context) => {
  const [subject, pattern, replacement, position, occurrence, parameters] = emitted(
    call,
    context,
    2,
    6,
  );
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

function emitted(
  call: Call,
  context: Context,
  least: number,
  most: number,
): [Value, Value, ...(Value | undefined)[]] {
  const [first = nothing, second = nothing, ...rest] = takes(call, context, least, most).map(
    (value) => context.emit(value),
  );
  return [first, second, ...rest];
}

/** Regular expressions. Source: "String functions (regular expressions)". REGEXP_LIKE matches the whole text. */
export const regexp: Readonly<Record<string, Special>> = {
  REGEXP_LIKE: like,
  RLIKE: like,
  REGEXP_COUNT: count,
  REGEXP_SUBSTR: substr,
  REGEXP_SUBSTR_ALL: substrAll,
  REGEXP_EXTRACT_ALL: substrAll,
  REGEXP_INSTR: instr,
  REGEXP_REPLACE: replace,
};
