import { entries } from "./entry";

/** Search in texts and what is cut out of them. Source: "String & binary functions", matching and comparison. */
export const matching = entries("scalar", {
  CONTAINS: {
    calls: { "(text, text) -> BOOLEAN": "contains($1, $2)" },
    examples: {
      "contains('DeleteTrail', 'eTr')": true,
      "contains('DeleteTrail', 'trail')": false,
      "contains('a', null)": null,
    },
  },
  STARTSWITH: {
    calls: { "(text, text) -> BOOLEAN": "starts_with($1, $2)" },
    examples: {
      "startswith('DeleteTrail', 'Delete')": true,
      "startswith('DeleteTrail', 'delete')": false,
      "startswith(null, 'a')": null,
    },
  },
  ENDSWITH: {
    calls: { "(text, text) -> BOOLEAN": "ends_with($1, $2)" },
    examples: {
      "endswith('kms.amazonaws.com', '.com')": true,
      "endswith('kms.amazonaws.com', 'kms')": false,
      "endswith('a', null)": null,
    },
  },
  POSITION: {
    aliases: ["CHARINDEX"],
    calls: {
      "(text, text) -> NUMBER": "instr($2, $1)",
      "(text, text, integer) -> NUMBER": "snowflake_position($1, $2, $3)",
    },
    examples: {
      "position('an', 'banana')": 2,
      "charindex('an', 'banana', 3)": 4,
      "position('x', 'banana')": 0,
      "position('a', 'banana', 9)": 0,
      "position('', 'banana')": 1,
      "position('é', 'caféé', 5)": 5,
      "position('a', 'banana', null)": null,
    },
  },
  REPLACE: {
    calls: {
      "(text, text) -> VARCHAR": "replace($1, $2, '')",
      "(text, text, text) -> VARCHAR": "replace($1, $2, $3)",
    },
    examples: {
      "replace('1-2-3', '-')": "123",
      "replace('a.b.c', '.', '::')": "a::b::c",
      "replace('abc', 'B', 'x')": "abc",
      "replace('abc', 'b', null)": null,
    },
  },
  LEFT: {
    calls: { "(text, integer) -> VARCHAR": "snowflake_left($1, $2)" },
    examples: {
      "left('señor', 3)": "señ",
      "left('abc', 9)": "abc",
      "left('abc', -1)": "",
      "left('abc', null)": null,
    },
  },
  RIGHT: {
    calls: { "(text, integer) -> VARCHAR": "snowflake_right($1, $2)" },
    examples: {
      "right('señor', 3)": "ñor",
      "right('abc', 9)": "abc",
      "right('abc', -1)": "",
      "right('abc', null)": null,
    },
  },
  SUBSTR: {
    aliases: ["SUBSTRING"],
    calls: {
      "(text, integer) -> VARCHAR": "snowflake_substr($1, $2, length($1))",
      "(text, integer, integer) -> VARCHAR": "snowflake_substr($1, $2, $3)",
    },
    examples: {
      "substr('us-east-1', 4)": "east-1",
      "substring('us-east-1', 4, 4)": "east",
      "substr('us-east-1', 0, 2)": "us",
      "substr('us-east-1', -6, 4)": "east",
      "substr('us-east-1', -20, 4)": "",
      "substr('us-east-1', 20)": "",
      "substr('us-east-1', 1, -1)": "",
      "substr('us-east-1', null)": null,
    },
  },
  EDITDISTANCE: {
    calls: {
      "(text, text) -> NUMBER": "snowflake_editdistance($1, $2)",
      "(text, text, integer) -> NUMBER":
        "CASE WHEN $3 IS NOT NULL THEN least(snowflake_editdistance($1, $2), greatest($3, 0)) END",
    },
    examples: {
      "editdistance('paypal', 'paypai')": 1,
      "editdistance('größe', 'grosse')": 3,
      "editdistance('ab', 'ba')": 2,
      "editdistance('', 'abc')": 3,
      "editdistance('kitten', 'sitting', 2)": 2,
      "editdistance('kitten', 'sitting', -1)": 0,
      "editdistance('a', null)": null,
    },
  },
  JAROWINKLER_SIMILARITY: {
    calls: { "(text, text) -> NUMBER": "snowflake_jarowinkler(lower($1), lower($2))" },
    examples: {
      "jarowinkler_similarity('snowflake', 'ORACLE')": 61,
      "jarowinkler_similarity('święta', 'swieta')": 77,
      "jarowinkler_similarity('Gute nacht', 'Ich weis nicht')": 56,
      "jarowinkler_similarity('Root', 'rOOT')": 100,
      "jarowinkler_similarity('', '')": 0,
      "jarowinkler_similarity('root', null)": null,
    },
  },
});
