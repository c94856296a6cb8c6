import { entries } from "./entry";

/** Values that are new at every call. Source: "Data generation functions". */
export const generation = entries("scalar", {
  RANDOM: {
    calls: { "() -> NUMBER": "CAST((random() * 2 - 1) * 9223372036854775808 AS BIGINT)" },
    examples: {
      "count(distinct random()) from values (1), (2), (3) as t(x)": 3,
    },
  },
  UUID_STRING: {
    calls: { "() -> VARCHAR": "CAST(uuid() AS VARCHAR)" },
    examples: {
      "regexp_like(uuid_string(), '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}')": true,
    },
  },
});
