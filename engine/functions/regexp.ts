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
  const [subject, pattern, position, occurrence, parameters, asked] = emitted(call, context);
  const found = match(call, subject, pattern, parameters, context);
  const all = `regexp_extract_all(${found.from(position)}, ${found.pattern}, ${group(parameters, asked)})`;
  return { sql: `to_json(${all}[${integer(occurrence)}:])`, type: "ARRAY" };
};

const instr: Emit = (call, context) => {
  const [subject, pattern, position, occurrence, option, parameters] = emitted(call, context);
  if (parameters?.constant?.includes("e"))
    context.refuse(call.at, `${call.name} of a group is not supported here.`);
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
    examples: {
      "regexp_like('arn:aws:s3', 'arn:.*')": true,
      "regexp_like('arn:aws:s3', 'aws')": false,
      "regexp_like('Root', 'root', 'i')": true,
      "regexp_like('a\\nb', 'a.b')": false,
      "regexp_like('a\\nb', 'a.b', 's')": true,
      "regexp_like('Root', 'root', 'ic')": false,
      "regexp_like(null, 'a')": null,
    },
  },
  REGEXP_COUNT: {
    calls: { "(text, pattern, [position], [parameters])": count },
    examples: {
      "regexp_count('10.0.0.7', '\\\\d+')": 4,
      "regexp_count('10.0.0.7', '\\\\d+', 4)": 3,
      "regexp_count('aAbA', 'a', 1, 'i')": 3,
      "regexp_count('x1\\nx2', '^x', 1, 'm')": 2,
      "regexp_count('x1\\nx2', '^x')": 1,
      "regexp_count('a', 'b')": 0,
      "regexp_count('a', null)": null,
    },
  },
  REGEXP_SUBSTR: {
    calls: { "(text, pattern, [position], [occurrence], [parameters], [group])": substr },
    examples: {
      "regexp_substr('i-0a1b on 10.0.0.7', '\\\\d+\\\\.\\\\d+')": "10.0",
      "regexp_substr('k1 k2 k3', 'k\\\\d', 2)": "k2",
      "regexp_substr('k1 k2 k3', 'k\\\\d', 1, 3)": "k3",
      "regexp_substr('user/Alice', 'USER/(\\\\w+)', 1, 1, 'ie')": "Alice",
      "regexp_substr('a=1 b=2', '(\\\\w)=(\\\\d)', 1, 2, 'e', 2)": "2",
      "regexp_substr('a=1 b=2', 'c=\\\\d')": null,
      "regexp_substr(null, 'a')": null,
    },
  },
  REGEXP_SUBSTR_ALL: {
    aliases: ["REGEXP_EXTRACT_ALL"],
    calls: { "(text, pattern, [position], [occurrence], [parameters], [group])": substrAll },
    examples: {
      "regexp_substr_all('k1 K2 k3', 'k\\\\d')": '["k1","k3"]',
      "regexp_extract_all('k1 k2 k3', 'k\\\\d', 2)": '["k2","k3"]',
      "regexp_substr_all('k1 k2 k3', 'k\\\\d', 1, 3)": '["k3"]',
      "regexp_substr_all('k1 K2', 'k(\\\\d)', 1, 1, 'ie')": '["1","2"]',
      "regexp_substr_all('a=1 b=2', '(\\\\w)=(\\\\d)', 1, 1, 'e', 2)": '["1","2"]',
      "regexp_substr_all('k1', 'x')": "[]",
      "regexp_substr_all(null, 'x')": null,
    },
  },
  REGEXP_INSTR: {
    calls: { "(text, pattern, [position], [occurrence], [option], [parameters])": instr },
    examples: {
      "regexp_instr('us-east-1', '[a-z]+')": 1,
      "regexp_instr('us-east-1', '[a-z]+', 3)": 4,
      "regexp_instr('us-east-1', '[a-z]+', 1, 2)": 4,
      "regexp_instr('us-east-1', '[a-z]+', 1, 2, 1)": 8,
      "regexp_instr('us-east-1', 'E', 1, 1, 0, 'i')": 4,
      "regexp_instr('us-east-1', 'x')": 0,
      "regexp_instr('us-east-1', null)": null,
    },
  },
  REGEXP_REPLACE: {
    calls: { "(text, pattern, [replacement], [position], [occurrence], [parameters])": replace },
    examples: {
      "regexp_replace('10.0.0.7', '\\\\d')": "...",
      "regexp_replace('10.0.0.7', '\\\\d+', 'x')": "x.x.x.x",
      "regexp_replace('10.0.0.7', '\\\\d+', 'x', 4)": "10.x.x.x",
      "regexp_replace('10.0.0.7', '\\\\d+', 'x', 1, 2)": "10.x.0.7",
      "regexp_replace('aAb', 'a', '-', 1, 0, 'i')": "--b",
      "regexp_replace('role/admin', '(\\\\w+)/(\\\\w+)', '\\\\2 (\\\\1)')": "admin (role)",
      "regexp_replace('a', 'a', null)": null,
    },
  },
});
