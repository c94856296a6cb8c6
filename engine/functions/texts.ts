import { entries } from "./entry";

/** Functions of texts. Source: "String & binary functions". All are NULL when an argument is. */
export const texts = entries("scalar", {
  LOWER: {
    calls: { "(text) -> VARCHAR": "lower($1)" },
    examples: {},
  },
  UPPER: {
    calls: { "(text) -> VARCHAR": "upper($1)" },
    examples: {},
  },
  INITCAP: {
    calls: { "(text) -> VARCHAR": "snowflake_initcap($1)" },
    examples: {},
  },
  LENGTH: {
    aliases: ["LEN"],
    calls: { "(text) -> NUMBER": "length($1)" },
    examples: {},
  },
  OCTET_LENGTH: {
    calls: { "(text) -> NUMBER": "strlen($1)" },
    examples: {},
  },
  BIT_LENGTH: {
    calls: { "(text) -> NUMBER": "(strlen($1) * 8)" },
    examples: {},
  },
  REVERSE: {
    calls: { "(text) -> VARCHAR": "reverse($1)" },
    examples: {},
  },
  REPEAT: {
    calls: { "(text, integer) -> VARCHAR": "repeat($1, $2)" },
    examples: {},
  },
  SPACE: {
    calls: { "(integer) -> VARCHAR": "repeat(' ', $1)" },
    examples: {},
  },
  ASCII: {
    aliases: ["UNICODE"],
    calls: { "(text) -> NUMBER": "CASE WHEN $1 = '' THEN 0 ELSE unicode($1) END" },
    examples: {},
  },
  CHR: {
    aliases: ["CHAR"],
    calls: { "(integer) -> VARCHAR": "chr(CAST($1 AS INTEGER))" },
    examples: {},
  },
  TRIM: {
    calls: {
      "(text) -> VARCHAR": "trim($1)",
      "(text, text) -> VARCHAR": "trim($1, $2)",
    },
    examples: {},
  },
  LTRIM: {
    calls: {
      "(text) -> VARCHAR": "ltrim($1)",
      "(text, text) -> VARCHAR": "ltrim($1, $2)",
    },
    examples: {},
  },
  RTRIM: {
    calls: {
      "(text) -> VARCHAR": "rtrim($1)",
      "(text, text) -> VARCHAR": "rtrim($1, $2)",
    },
    examples: {},
  },
  LPAD: {
    calls: {
      "(text, integer) -> VARCHAR": "lpad($1, CAST($2 AS INTEGER), ' ')",
      "(text, integer, text) -> VARCHAR": "lpad($1, CAST($2 AS INTEGER), $3)",
    },
    examples: {},
  },
  RPAD: {
    calls: {
      "(text, integer) -> VARCHAR": "rpad($1, CAST($2 AS INTEGER), ' ')",
      "(text, integer, text) -> VARCHAR": "rpad($1, CAST($2 AS INTEGER), $3)",
    },
    examples: {},
  },
  LEFT: {
    calls: { "(text, integer) -> VARCHAR": "left($1, greatest($2, 0))" },
    examples: {},
  },
  RIGHT: {
    calls: { "(text, integer) -> VARCHAR": "right($1, greatest($2, 0))" },
    examples: {},
  },
  SUBSTR: {
    aliases: ["SUBSTRING"],
    calls: {
      "(text, integer) -> VARCHAR": "snowflake_substr($1, $2, length($1))",
      "(text, integer, integer) -> VARCHAR": "snowflake_substr($1, $2, $3)",
    },
    examples: {},
  },
  INSERT: {
    calls: {
      "(text, integer, integer, text) -> VARCHAR":
        "(left($1, $2 - 1) || $4 || substr($1, $2 + $3))",
    },
    examples: {},
  },
  REPLACE: {
    calls: {
      "(text, text) -> VARCHAR": "replace($1, $2, '')",
      "(text, text, text) -> VARCHAR": "replace($1, $2, $3)",
    },
    examples: {},
  },
  TRANSLATE: {
    calls: { "(text, text, text) -> VARCHAR": "translate($1, $2, $3)" },
    examples: {},
  },
  CONTAINS: {
    calls: { "(text, text) -> BOOLEAN": "contains($1, $2)" },
    examples: {},
  },
  STARTSWITH: {
    calls: { "(text, text) -> BOOLEAN": "starts_with($1, $2)" },
    examples: {},
  },
  ENDSWITH: {
    calls: { "(text, text) -> BOOLEAN": "ends_with($1, $2)" },
    examples: {},
  },
  CHARINDEX: {
    aliases: ["POSITION"],
    calls: {
      "(text, text) -> NUMBER": "instr($2, $1)",
      "(text, text, integer) -> NUMBER": "snowflake_position($1, $2, $3)",
    },
    examples: {},
  },
  CONCAT: {
    calls: { "(text...) -> VARCHAR": "snowflake_concat([$*], '')" },
    examples: {},
  },
  CONCAT_WS: {
    calls: { "(text, text...) -> VARCHAR": "snowflake_concat_ws([$*])" },
    examples: {},
  },
  SPLIT_PART: {
    calls: { "(text, text, integer) -> VARCHAR": "snowflake_split_part($1, $2, $3)" },
    examples: {},
  },
  SPLIT: {
    calls: { "(text, text) -> ARRAY": "to_json(string_split($1, $2))" },
    examples: {},
  },
  STRTOK: {
    calls: {
      "(text) -> VARCHAR": "snowflake_tokens($1, ' ')[1]",
      "(text, text) -> VARCHAR": "snowflake_tokens($1, $2)[1]",
      "(text, text, integer) -> VARCHAR": "snowflake_tokens($1, $2)[$3]",
    },
    examples: {},
  },
  STRTOK_TO_ARRAY: {
    calls: {
      "(text) -> ARRAY": "to_json(snowflake_tokens($1, ' '))",
      "(text, text) -> ARRAY": "to_json(snowflake_tokens($1, $2))",
    },
    examples: {},
  },
  EDITDISTANCE: {
    calls: { "(text, text) -> NUMBER": "levenshtein($1, $2)" },
    examples: {},
  },
  MD5: {
    aliases: ["MD5_HEX"],
    calls: { "(text) -> VARCHAR": "md5($1)" },
    examples: {},
  },
  SHA1: {
    aliases: ["SHA1_HEX"],
    calls: { "(text) -> VARCHAR": "sha1($1)" },
    examples: {},
  },
  HEX_ENCODE: {
    calls: { "(text) -> VARCHAR": "hex($1)" },
    examples: {},
  },
  HEX_DECODE_STRING: {
    calls: { "(text) -> VARCHAR": "decode(unhex($1))" },
    examples: {},
  },
  BASE64_ENCODE: {
    calls: { "(text) -> VARCHAR": "to_base64(encode($1))" },
    examples: {},
  },
  BASE64_DECODE_STRING: {
    calls: { "(text) -> VARCHAR": "decode(from_base64($1))" },
    examples: {},
  },
  TRY_BASE64_DECODE_STRING: {
    calls: { "(text) -> VARCHAR": "TRY(decode(from_base64($1)))" },
    examples: {},
  },
  TRY_HEX_DECODE_STRING: {
    calls: { "(text) -> VARCHAR": "TRY(decode(unhex($1)))" },
    examples: {},
  },
  UUID_STRING: {
    calls: { "() -> VARCHAR": "CAST(uuid() AS VARCHAR)" },
    examples: {},
  },
  PARSE_IP: {
    calls: {
      "(text, text) -> VARIANT": "snowflake_parse_ip($1, false)",
      "(text, text, integer) -> VARIANT": "snowflake_parse_ip($1, $3 = 1)",
    },
    examples: {},
  },
});
