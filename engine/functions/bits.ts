import { entries } from "./entry";

/** Functions of the bits of whole numbers. Source: "Bitwise expression functions". */
export const bits = entries("scalar", {
  BITAND: {
    aliases: ["BIT_AND"],
    calls: { "(integer, integer) -> NUMBER": "($1 & $2)" },
    examples: { "bitand(13, 7)": 5, "bit_and(-1, 6)": 6, "bitand(13, null)": null },
  },
  BITOR: {
    aliases: ["BIT_OR"],
    calls: { "(integer, integer) -> NUMBER": "($1 | $2)" },
    examples: { "bitor(9, 3)": 11, "bit_or(9, null)": null },
  },
  BITXOR: {
    aliases: ["BIT_XOR"],
    calls: { "(integer, integer) -> NUMBER": "xor($1, $2)" },
    examples: { "bitxor(9, 3)": 10, "bit_xor(9, null)": null },
  },
  BITNOT: {
    aliases: ["BIT_NOT"],
    calls: { "(integer) -> NUMBER": "(~$1)" },
    examples: { "bitnot(6)": -7, "bit_not(-1)": 0 },
  },
  BITSHIFTLEFT: {
    aliases: ["BIT_SHIFTLEFT"],
    // DuckDB shifts no negative number.
    calls: {
      "(integer, integer) -> NUMBER": "($1 * (1::HUGEINT << CAST($2 AS INTEGER)))",
    },
    examples: {
      "bitshiftleft(5, 3)": 40,
      "bit_shiftleft(-3, 1)": -6,
      "bitshiftleft(1, 40)": 1099511627776,
    },
  },
  BITSHIFTRIGHT: {
    aliases: ["BIT_SHIFTRIGHT"],
    calls: { "(integer, integer) -> NUMBER": "($1 >> $2)" },
    examples: { "bitshiftright(41, 3)": 5, "bit_shiftright(-8, 1)": -4 },
  },
});
