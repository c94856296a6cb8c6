import { type Emit, entries } from "./entry";

// Source: "SEQ1 / SEQ2 / SEQ4 / SEQ8": after the largest number of so many bytes comes 0, or with 1 as the argument the smallest.
function sequence(bytes: number): Emit {
  return (call, context) => {
    const [sign] = call.arguments;
    if (sign && !(sign.value.kind === "number" && /^[01]$/.test(sign.value.text)))
      context.refuse(call.at, `${call.name} takes 0 or 1.`);
    const half = 2n ** BigInt(8 * bytes - 1);
    const index = "(row_number() OVER () - 1)";
    const isSigned = sign?.value.kind === "number" && sign.value.text === "1";
    return {
      sql: isSigned
        ? `((${index}::HUGEINT + ${half}) % ${half * 2n} - ${half})`
        : `(${index} % ${half}::HUGEINT)`,
      type: "NUMBER",
    };
  };
}

/** Numbers for rows, and values that are new at every call. Source: "Data generation functions". */
export const generation = entries("scalar", {
  SEQ1: {
    isVolatile: true,
    page: "seq1",
    calls: { "([integer])": sequence(1) },
    examples: {
      "seq1() from values ('a'), ('b')": [0, 1],
      "max(n) from (select seq1() as n from table(generator(rowcount => 200)))": 127,
      "min(n) from (select seq1(1) as n from table(generator(rowcount => 200)))": -128,
    },
  },
  SEQ2: {
    isVolatile: true,
    page: "seq1",
    calls: { "([integer])": sequence(2) },
    examples: {
      "max(n) from (select seq2() as n from table(generator(rowcount => 200)))": 199,
      "seq2(1) from values ('a'), ('b')": [0, 1],
    },
  },
  SEQ4: {
    isVolatile: true,
    page: "seq1",
    calls: { "([integer])": sequence(4) },
    examples: {
      "seq4() from table(generator(rowcount => 3))": [0, 1, 2],
      "seq4(1) from values ('a'), ('b')": [0, 1],
    },
  },
  SEQ8: {
    isVolatile: true,
    page: "seq1",
    calls: { "([integer])": sequence(8) },
    examples: {
      "seq8() from table(generator(rowcount => 3))": [0, 1, 2],
      "seq8(1) from values ('a'), ('b')": [0, 1],
    },
  },
  RANDOM: {
    isVolatile: true,
    calls: { "() -> NUMBER": "CAST((random() * 2 - 1) * 9223372036854775808 AS BIGINT)" },
    examples: {
      "count(distinct random()) from values (1), (2), (3) as t(x)": 3,
    },
  },
  UUID_STRING: {
    isVolatile: true,
    calls: { "() -> VARCHAR": "CAST(uuid() AS VARCHAR)" },
    examples: {
      "regexp_like(uuid_string(), '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}')": true,
    },
  },
});
