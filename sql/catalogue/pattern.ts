import { isIP, isIPv6 } from "node:net";

/** What a pattern of a list means, as the columns by which SQL compares with it. */
export interface PatternColumns {
  /** For LIKE with `!` as its escape: `*` stands for any characters, and every other character for itself. */
  like_pattern: string;
  /** The keys of the first and the last address, as `address_key` makes them, if it is an address or a network. */
  first_address?: string;
  last_address?: string;
}

/** What a pattern means. A value matches it by its text or, where both are addresses, by the network that it is in. */
export function patternColumns(pattern: string): PatternColumns {
  const like_pattern = pattern.replace(/[!%_]/g, "!$&").replaceAll("*", "%");
  const [address = "", bits, more] = pattern.split("/");
  const length = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const prefix = bits === undefined ? length : /^\d{1,3}$/.test(bits) ? Number(bits) : Infinity;
  if (prefix < 0 || prefix > length || more !== undefined) return { like_pattern };
  const free = (1n << BigInt(length - prefix)) - 1n;
  const last = valueOf(address) | free;
  return {
    like_pattern,
    first_address: keyOf(last - free, length),
    last_address: keyOf(last, length),
  };
}

function valueOf(address: string): bigint {
  if (!isIPv6(address)) {
    return address.split(".").reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  }
  // In the form that an URL has, an IPv4 address at its end is hexadecimal as the rest.
  const [before = "", after] = new URL(`http://[${address.replace(/%.*$/, "")}]`).hostname
    .slice(1, -1)
    .split("::");
  const groups = (part = ""): string[] => part.split(":").filter((group) => group !== "");
  const zeros = Array<string>(8 - groups(before).length - groups(after).length).fill("0");
  return [...groups(before), ...zeros, ...groups(after)].reduce(
    (sum, group) => (sum << 16n) + BigInt(`0x${group}`),
    0n,
  );
}

function keyOf(value: bigint, length: number): string {
  if (length === 128) return `6:${value.toString(16).toUpperCase().padStart(32, "0")}`;
  const parts = [24n, 16n, 8n, 0n].map((bits) => String((value >> bits) & 255n).padStart(3, "0"));
  return `4:${parts.join("")}`;
}
