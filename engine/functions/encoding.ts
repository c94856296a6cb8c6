import type { Context } from "../semantics/context";
import { type Value, asText } from "../semantics/value";
import type { Call } from "../syntax/ast";
import { argumentsOf } from "./arguments";
import { entries } from "./entry";

// Source: "SHA2": 256 bits unless another size is given.
function sha2(call: Call, context: Context): Value {
  const [text, size] = argumentsOf(call);
  const bits = call.arguments.length === 1 ? "256" : size.kind === "number" ? size.text : "";
  if (!["224", "256", "384", "512"].includes(bits))
    context.refuse(size.at, `${call.name} gives 224, 256, 384 or 512 bits.`);
  const value = asText(context.emit(text));
  const sql = bits === "256" ? `sha256(${value})` : `snowflake_sha2(${value}, ${bits})`;
  return { sql, type: "VARCHAR" };
}

/** Encodings and digests. Source: "String & binary functions", encode/decode and cryptographic hash. */
export const encoding = entries("scalar", {
  HEX_ENCODE: {
    calls: {
      "(text) -> VARCHAR": "hex($1)",
      "(text, integer) -> VARCHAR": "CASE $2 WHEN 0 THEN lower(hex($1)) WHEN 1 THEN hex($1) END",
    },
    examples: {
      "hex_encode('né')": "6EC3A9",
      "hex_encode('né', 0)": "6ec3a9",
      "hex_encode('né', null)": null,
    },
  },
  HEX_DECODE_STRING: {
    calls: { "(text) -> VARCHAR": "decode(unhex($1))" },
    examples: { "hex_decode_string('6Ec3A9')": "né", "hex_decode_string(null)": null },
  },
  TRY_HEX_DECODE_STRING: {
    calls: { "(text) -> VARCHAR": "TRY(decode(unhex($1)))" },
    examples: {
      "try_hex_decode_string('6ec3a9')": "né",
      "try_hex_decode_string('6x')": null,
      "try_hex_decode_string('ff')": null,
    },
  },
  BASE64_ENCODE: {
    calls: { "(text) -> VARCHAR": "to_base64(encode($1))" },
    examples: { "base64_encode('user:né')": "dXNlcjpuw6k=" },
  },
  BASE64_DECODE_STRING: {
    calls: { "(text) -> VARCHAR": "decode(from_base64($1))" },
    examples: { "base64_decode_string('dXNlcjpuw6k=')": "user:né" },
  },
  TRY_BASE64_DECODE_STRING: {
    calls: { "(text) -> VARCHAR": "TRY(decode(from_base64($1)))" },
    examples: {
      "try_base64_decode_string('dXNlcjpuw6k=')": "user:né",
      "try_base64_decode_string('no base64!')": null,
      "try_base64_decode_string('/w==')": null,
    },
  },
  MD5: {
    aliases: ["MD5_HEX"],
    calls: { "(text) -> VARCHAR": "md5($1)" },
    examples: { "md5('')": "d41d8cd98f00b204e9800998ecf8427e", "md5_hex(null)": null },
  },
  SHA1: {
    aliases: ["SHA1_HEX"],
    calls: { "(text) -> VARCHAR": "sha1($1)" },
    examples: { "sha1('')": "da39a3ee5e6b4b0d3255bfef95601890afd80709", "sha1_hex(null)": null },
  },
  SHA2: {
    aliases: ["SHA2_HEX"],
    calls: { "(text, [integer])": sha2 },
    examples: {
      "sha2('')": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "sha2('', 224)": "d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f",
      "sha2('', 384)":
        "38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b",
      "sha2('né', 512) = sha2_hex('n' || 'é', 512)": true,
      "sha2('abc', 512)":
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
      "sha2(null, 512)": null,
      "sha2_hex('', 256)": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    },
  },
});
