import { isIPv4, isIPv6 } from "node:net";
import { Refusal } from "../document/refusal";
import { test, type Test } from "./condition";
import { sqlText } from "./literal";

/**
 * That a text is an address in a network, or a network that begins in it.
 *
 * It is a regular expression, since a field may hold anything, and PARSE_IP of what is no address costs as much as that
 * of one, for every event.
 *
 * @param network A network such as `10.0.0.0/8` or `2001:db8::/32`, or one address.
 * @throws Refusal for anything else.
 */
export function inNetwork(network: string): (text: string) => Test {
  const pattern = addressPattern(network);
  if (pattern === undefined) {
    throw new Refusal(`expected a network such as 10.0.0.0/8 or 2001:db8::/32. Seen: ${network}`);
  }
  return (text) => test(`regexp_like(${text}, ${sqlText(`(${pattern})(/[0-9]{1,3})?`)}, 'i')`);
}

/** A regular expression for the addresses of a network, in all forms that they are written in; undefined for no network. */
export function addressPattern(network: string): string | undefined {
  const [address = "", bits, ...more] = network.split("/");
  if (more.length > 0 || !/^\d{1,3}$/.test(bits ?? "0")) return undefined;
  if (isIPv4(address)) {
    const prefix = Number(bits ?? 32);
    return prefix > 32 ? undefined : version4(address.split(".").map(Number), prefix);
  }
  if (!isIPv6(address) || address.includes("%")) return undefined;
  const prefix = Number(bits ?? 128);
  return prefix > 128 ? undefined : version6(groupsOf(address), prefix);
}

function version4(bytes: readonly number[], prefix: number): string {
  return bytes
    .map((byte, index) => {
      const fixed = Math.min(Math.max(prefix - 8 * index, 0), 8);
      if (fixed === 0) return "[0-9]{1,3}";
      const values = inRange(byte, 8, fixed);
      return values.length === 1 ? values.join() : `(${values.join("|")})`;
    })
    .join("[.]");
}

/** The numbers of some bits that begin with the same bits as another. */
function inRange(value: number, bits: number, fixed: number): number[] {
  const free = 2 ** (bits - fixed);
  const first = Math.floor(value / free) * free;
  return Array.from({ length: free }, (_, index) => first + index);
}

const anyGroup = "[0-9a-f]{1,4}";

/** Two colons stand for one or more groups of zeros, so that each run of groups that may be zero may be missing. */
function version6(groups: readonly number[], prefix: number): string {
  const fixed = Math.ceil(prefix / 16);
  const free = 8 - fixed;
  const patterns = groups
    .slice(0, fixed)
    .map((group, index) => groupOf(group, Math.min(prefix - 16 * index, 16)));
  const forms = [
    [...patterns.map(({ pattern }) => pattern), ...(free > 0 ? ["[0-9a-f:.]*"] : [])].join(":"),
  ];
  const join = (from: number, to: number): string =>
    patterns
      .slice(from, to)
      .map(({ pattern }) => pattern)
      .join(":");
  for (let start = 0; start < fixed; start += 1) {
    for (let end = start + 1; end <= fixed && patterns[end - 1]?.mayBeZero; end += 1) {
      const rest =
        end < fixed
          ? `${join(end, fixed)}(:${anyGroup}){${free}}`
          : free > 0
            ? `(${anyGroup}(:${anyGroup}){0,${free - 1}})?`
            : "";
      forms.push(`${join(0, start)}::${rest}`);
    }
  }
  return forms.join("|");
}

/** A group of which some bits are fixed, with or without its leading zeros. */
function groupOf(value: number, fixed: number): { pattern: string; mayBeZero: boolean } {
  const digits = [0, 1, 2, 3].map((place) => {
    const own = Math.min(Math.max(fixed - 4 * place, 0), 4);
    return inRange((value >> (12 - 4 * place)) & 15, 4, own).map((digit) => digit.toString(16));
  });
  return { pattern: withoutZeros(digits), mayBeZero: digits.every((each) => each.includes("0")) };
}

function withoutZeros([digits = [], ...others]: readonly string[][]): string {
  if (others.length === 0 || !digits.includes("0")) return [digits, ...others].map(oneOf).join("");
  const shorter = `0?${withoutZeros(others)}`;
  const longer = digits.filter((digit) => digit !== "0");
  return longer.length === 0 ? shorter : `(${[longer, ...others].map(oneOf).join("")}|${shorter})`;
}

function oneOf(digits: readonly string[]): string {
  return digits.length === 1 ? digits.join() : `[${digits.join("")}]`;
}

function groupsOf(address: string): number[] {
  const mapped = /[^:]*\.[^:]*$/.exec(address)?.[0];
  if (mapped !== undefined) {
    const [a = 0, b = 0, c = 0, d = 0] = mapped.split(".").map(Number);
    const last = [a * 256 + b, c * 256 + d].map((group) => group.toString(16)).join(":");
    return groupsOf(`${address.slice(0, -mapped.length)}${last}`);
  }
  const [before = [], after = []] = address
    .split("::")
    .map((half) => half.split(":").filter((group) => group !== ""));
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
}
