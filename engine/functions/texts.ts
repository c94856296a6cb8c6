import { entries } from "./entry";

/** Functions of texts. Source: "String & binary functions", general and case conversion. */
export const texts = entries("scalar", {
  LOWER: {
    calls: { "(text) -> VARCHAR": "lower($1)" },
    examples: { "lower('ÀB-c')": "àb-c", "lower(null)": null },
  },
  UPPER: {
    calls: { "(text) -> VARCHAR": "upper($1)" },
    examples: { "upper('éa-B')": "ÉA-B", "upper(null)": null },
  },
  INITCAP: {
    calls: {
      "(text) -> VARCHAR": "snowflake_initcap($1, ' \t\n\r\f\v!?@\"^#$&~_,.:;+-*%/|\\[](){}<>')",
      "(text, text) -> VARCHAR": "snowflake_initcap($1, $2)",
    },
    examples: {
      "initcap('gET_bucket-ACL of it''s OWNER')": "Get_Bucket-Acl Of It's Owner",
      "initcap('list users/list roles', '/')": "List users/List roles",
      "initcap('ONE two', '')": "One two",
      "initcap('one', null)": null,
    },
  },
  LENGTH: {
    aliases: ["LEN"],
    calls: { "(text) -> NUMBER": "length($1)" },
    examples: { "length('naïve')": 5, "len('')": 0, "length(null)": null },
  },
  OCTET_LENGTH: {
    calls: { "(text) -> NUMBER": "strlen($1)" },
    examples: { "octet_length('naïve')": 6 },
  },
  BIT_LENGTH: {
    calls: { "(text) -> NUMBER": "(strlen($1) * 8)" },
    examples: { "bit_length('é1')": 24 },
  },
  REVERSE: {
    calls: { "(text) -> VARCHAR": "reverse($1)" },
    examples: { "reverse('señor 1')": "1 roñes" },
  },
  REPEAT: {
    calls: { "(text, integer) -> VARCHAR": "repeat($1, $2)" },
    examples: { "repeat('ab.', 3)": "ab.ab.ab.", "repeat('ab', 0)": "" },
  },
  SPACE: {
    calls: { "(integer) -> VARCHAR": "repeat(' ', $1)" },
    examples: { "'<' || space(3) || '>'": "<   >" },
  },
  ASCII: {
    calls: { "(text) -> NUMBER": "CASE WHEN $1 = '' THEN 0 ELSE unicode($1) END" },
    examples: { "ascii('Zoo')": 90, "ascii('')": 0, "ascii(null)": null },
  },
  UNICODE: {
    calls: { "(text) -> NUMBER": "CASE WHEN $1 = '' THEN 0 ELSE unicode($1) END" },
    examples: { "unicode('€5')": 8364, "unicode('')": 0, "unicode(null)": null },
  },
  CHR: {
    aliases: ["CHAR"],
    calls: { "(integer) -> VARCHAR": "chr(CAST($1 AS INTEGER))" },
    examples: { "chr(36)": "$", "char(8364)": "€", "chr(null)": null },
  },
  TRIM: {
    calls: {
      "(text) -> VARCHAR": "trim($1, ' ')",
      "(text, text) -> VARCHAR": "trim($1, $2)",
    },
    examples: {
      "'<' || trim('  a b ') || '>'": "<a b>",
      "trim('\\ta ')": "\ta",
      "trim('/-a/b-/', '-/')": "a/b",
      "trim('a', null)": null,
    },
  },
  LTRIM: {
    calls: {
      "(text) -> VARCHAR": "ltrim($1, ' ')",
      "(text, text) -> VARCHAR": "ltrim($1, $2)",
    },
    examples: { "'<' || ltrim('  a ') || '>'": "<a >", "ltrim('00x0', '0')": "x0" },
  },
  RTRIM: {
    calls: {
      "(text) -> VARCHAR": "rtrim($1, ' ')",
      "(text, text) -> VARCHAR": "rtrim($1, $2)",
    },
    examples: { "'<' || rtrim(' a  ') || '>'": "< a>", "rtrim('1.500', '0.')": "1.5" },
  },
  LPAD: {
    calls: {
      "(text, integer) -> VARCHAR": "snowflake_lpad($1, $2, ' ')",
      "(text, integer, text) -> VARCHAR": "snowflake_lpad($1, $2, $3)",
    },
    examples: {
      "lpad('7', 3)": "  7",
      "lpad('é', 6, 'xyz')": "xyzxyé",
      "lpad('12345', 3, '0')": "123",
      "lpad('12', 5, '')": "12",
      "lpad('12345', 3, '')": "123",
      "lpad('12', 5, null)": null,
      "lpad('12', null, '')": null,
    },
  },
  RPAD: {
    calls: {
      "(text, integer) -> VARCHAR": "snowflake_rpad($1, $2, ' ')",
      "(text, integer, text) -> VARCHAR": "snowflake_rpad($1, $2, $3)",
    },
    examples: {
      "rpad('7', 3) || '|'": "7  |",
      "rpad('é', 6, 'xyz')": "éxyzxy",
      "rpad('12345', 3, '0')": "123",
      "rpad('12', 5, '')": "12",
    },
  },
  INSERT: {
    calls: { "(text, integer, integer, text) -> VARCHAR": "snowflake_insert($1, $2, $3, $4)" },
    examples: {
      "insert('role/admin', 1, 4, 'user')": "user/admin",
      "insert('ab', 2, 0, '-')": "a-b",
      "insert('ab', 3, 0, 'c')": "abc",
      "insert('ab', 1, 1, null)": null,
    },
  },
  TRANSLATE: {
    calls: { "(text, text, text) -> VARCHAR": "translate($1, $2, $3)" },
    examples: {
      "translate('10.0.0.7', '.7', '-8')": "10-0-0-8",
      "translate('(a) [b]', '()[] ', '{}')": "{a}b",
      "translate('a', null, 'b')": null,
    },
  },
  CONCAT: {
    calls: { "(text...) -> VARCHAR": "snowflake_concat([$*], '')" },
    examples: {
      "concat('s3:', 'Get', 'Object')": "s3:GetObject",
      "concat('s3')": "s3",
      "concat('s3', null)": null,
    },
  },
  CONCAT_WS: {
    calls: { "(text, text...) -> VARCHAR": "snowflake_concat_ws([$*])" },
    examples: {
      "concat_ws('/', 'a', '', 'b')": "a//b",
      "concat_ws('/', 'a')": "a",
      "concat_ws('/', 'a', null, 'b')": null,
      "concat_ws(null, 'a', 'b')": null,
      "concat_ws(column1, column2, 'c') from values ('/', 'a'), ('-', 'b')": ["a/c", "b-c"],
    },
  },
  SPLIT_PART: {
    calls: { "(text, text, integer) -> VARCHAR": "snowflake_split_part($1, $2, $3)" },
    examples: {
      "split_part('arn:aws:iam', ':', 2)": "aws",
      "split_part('arn:aws:iam', ':', 0)": "arn",
      "split_part('arn:aws:iam', ':', -1)": "iam",
      "split_part('arn:aws:iam', ':', 4)": "",
      "split_part('::a', '::', 1)": "",
      "split_part('a:b', '', 1)": "a:b",
      "split_part('a:b', ':', null)": null,
    },
  },
  SPLIT: {
    calls: { "(text, text) -> ARRAY": "to_json(snowflake_split($1, $2))" },
    examples: {
      "split('10.0.0.7', '.')": '["10","0","0","7"]',
      "split('--a--', '--')": '["","a",""]',
      "split('ab', '')": '["ab"]',
      "split(null, ',')": null,
    },
  },
  STRTOK: {
    calls: {
      "(text) -> VARCHAR": "snowflake_token($1, ' ', 1)",
      "(text, text) -> VARCHAR": "snowflake_token($1, $2, 1)",
      "(text, text, integer) -> VARCHAR": "snowflake_token($1, $2, $3)",
    },
    examples: {
      "strtok('  root login')": "root",
      "strtok('/aws/trail', '/')": "aws",
      "strtok('alice@example.com', '.@', 3)": "com",
      "strtok('a..b', '.', 2)": "b",
      "strtok('a.b', '.', 3)": null,
      "strtok('a.b', '.', -1)": null,
      "strtok('ab', '')": "ab",
      "strtok('', '')": null,
      "strtok('a.b', null, 1)": null,
    },
  },
  STRTOK_TO_ARRAY: {
    calls: {
      "(text) -> ARRAY": "to_json(snowflake_tokens($1, ' '))",
      "(text, text) -> ARRAY": "to_json(snowflake_tokens($1, $2))",
    },
    examples: {
      "strtok_to_array(' one  two')": '["one","two"]',
      "strtok_to_array('2024-01/31', '/-')": '["2024","01","31"]',
      "strtok_to_array('--', '-')": "[]",
      "strtok_to_array('a', null)": null,
    },
  },
  PARSE_IP: {
    calls: {
      "(text, text) -> OBJECT": "snowflake_parse_ip($1, $2, false)",
      "(text, text, integer) -> OBJECT": "snowflake_parse_ip($1, $2, $3 = 1)",
    },
    examples: {
      "parse_ip('203.0.113.9', 'INET')":
        '{"family":4,"host":"203.0.113.9","ip_fields":[3405803785,0,0,0],"ip_type":"inet","ipv4":3405803785,"netmask_prefix_length":null,"snowflake$type":"ip_address"}',
      "parse_ip('203.0.113.9/28', 'inet'):ipv4_range_start::number": 3405803776,
      "parse_ip('203.0.113.9/28', 'inet'):ipv4_range_end::number": 3405803791,
      "parse_ip('2001:db8::a:1', 'INET'):ip_fields": "[536939960,0,0,655361]",
      "parse_ip('2001:db8::a:1', 'INET'):hex_ipv6::string": "20010DB80000000000000000000A0001",
      "parse_ip('2001:db8::a:1/40', 'INET'):hex_ipv6_range_end::string":
        "20010DB800FFFFFFFFFFFFFFFFFFFFFF",
      "parse_ip('ec2.amazonaws.com', 'INET', 1):error is not null": true,
      "parse_ip(null, 'INET')": null,
    },
  },
});
