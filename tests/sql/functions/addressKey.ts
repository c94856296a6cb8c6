import type { FunctionCase } from "./case";

/** The cases of ADDRESS_KEY. */
export const addressKeys: readonly FunctionCase[] = (
  [
    ["an IPv4 address", "203.0.113.7", "4:203000113007"],
    ["the last IPv4 address", "255.255.255.255", "4:255255255255"],
    ["an IPv6 address", "2001:db8::7", "6:20010DB8000000000000000000000007"],
    ["one in other letters", "2001:DB8:0:0::0:7", "6:20010DB8000000000000000000000007"],
    ["the IPv6 address of nothing", "::", `6:${"0".repeat(32)}`],
    ["a part that is too large", "203.0.113.256", null],
    ["a part that begins with a zero", "203.0.113.07", null],
    ["too few parts", "203.0.113", null],
    ["a network", "203.0.113.0/24", null],
    ["an IPv6 network", "2001:db8::/32", null],
    ["an address between blanks", " 203.0.113.7 ", null],
    ["too many groups", "1:2:3:4:5:6:7:8:9", null],
    ["the name of a service", "config.amazonaws.com", null],
    ["words", "AWS Internal", null],
    ["-", "-", null],
    ["an empty text", "", null],
  ] as const
)
  .map(([what, given, gives]): FunctionCase => ({ what, given: [given], gives }))
  .concat({ what: "NULL", given: [undefined], gives: null });
