import { isIPv4 } from "node:net";

type Value = string | number | Value[] | { [key: string]: Value };

/**
 * Writes a database in MaxMind's format, with 24-bit records.
 * Source: "MaxMind DB File Format Specification" 2.0.
 *
 * @param networks What is told of each network, by its CIDR block.
 * @param ipVersion 6 for a tree in which IPv4's addresses stand below ::/96, 4 for one of IPv4 alone.
 */
export function mmdb(
  databaseType: string,
  networks: Record<string, Value>,
  ipVersion: 4 | 6 = 6,
): Buffer {
  const nodes: [Branch, Branch][] = [[undefined, undefined]];
  const data: Buffer[] = [];
  let offset = 0;
  for (const [block, value] of Object.entries(networks)) {
    put(nodes, bitsOf(block, ipVersion), { offset });
    const bytes = encoded(value);
    data.push(bytes);
    offset += bytes.length;
  }
  const record = (branch: Branch): number => {
    if (branch === undefined) return nodes.length;
    return typeof branch === "number" ? branch : nodes.length + 16 + branch.offset;
  };
  const tree = Buffer.alloc(nodes.length * 6);
  for (const [at, [left, right]] of nodes.entries()) {
    tree.writeUIntBE(record(left), at * 6, 3);
    tree.writeUIntBE(record(right), at * 6 + 3, 3);
  }
  const metadata = encoded({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_700_000_000,
    database_type: databaseType,
    description: { en: "Made up for tests" },
    ip_version: ipVersion,
    languages: ["en"],
    node_count: nodes.length,
    record_size: 24,
  });
  const marker = Buffer.from("\xab\xcd\xefMaxMind.com", "latin1");
  return Buffer.concat([tree, Buffer.alloc(16), ...data, marker, metadata]);
}

/** What is below a node on one side: nothing, another node, or data. */
type Branch = undefined | number | { offset: number };

function put(nodes: [Branch, Branch][], bits: readonly (0 | 1)[], leaf: { offset: number }): void {
  let node = 0;
  for (const [depth, bit] of bits.entries()) {
    const sides = nodes[node];
    if (sides === undefined) throw new Error("The tree has lost a node.");
    const next = sides[bit];
    if (typeof next === "object") throw new Error("A network lies in another one.");
    if (depth === bits.length - 1) {
      sides[bit] = leaf;
      return;
    }
    if (next === undefined) {
      sides[bit] = nodes.push([undefined, undefined]) - 1;
    }
    node = sides[bit] as number;
  }
}

function bitsOf(block: string, ipVersion: 4 | 6): (0 | 1)[] {
  const [address = "", length = "0"] = block.split("/");
  const isShort = isIPv4(address);
  const bits = [...(isShort ? bytesOf4(address) : bytesOf6(address))].flatMap((byte) =>
    Array.from({ length: 8 }, (_, at) => ((byte >> (7 - at)) & 1) as 0 | 1),
  );
  const before = isShort && ipVersion === 6 ? Array.from({ length: 96 }, () => 0 as const) : [];
  return [...before, ...bits.slice(0, Number(length))];
}

function bytesOf4(address: string): number[] {
  return address.split(".").map(Number);
}

function bytesOf6(address: string): number[] {
  const [left = "", right = ""] = address.split("::");
  const groups = (text: string): number[] =>
    text === "" ? [] : text.split(":").map((group) => parseInt(group, 16));
  const [start, end] = [groups(left), groups(right)];
  const zeros = Array.from({ length: 8 - start.length - end.length }, () => 0);
  return [...start, ...zeros, ...end].flatMap((group) => [group >> 8, group & 255]);
}

/** The format's numbers of its types. A number is written as an unsigned one of 32 bits. */
const types = { string: 2, number: 6, map: 7, array: 11 } as const;

function encoded(value: Value): Buffer {
  if (typeof value === "string") {
    const bytes = Buffer.from(value);
    return Buffer.concat([control(types.string, bytes.length), bytes]);
  }
  if (typeof value === "number") {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([control(types.number, 4), bytes]);
  }
  if (Array.isArray(value)) {
    return Buffer.concat([control(types.array, value.length), ...value.map(encoded)]);
  }
  const entries = Object.entries(value);
  return Buffer.concat([
    control(types.map, entries.length),
    ...entries.flatMap(([key, each]) => [encoded(key), encoded(each)]),
  ]);
}

/** The byte that says type and size. A type above 7 stands in a byte of its own, a size above 28 as well. */
function control(type: number, size: number): Buffer {
  if (size > 284) throw new Error("Longer values have another encoding, which no test needs.");
  const [short, rest] = size < 29 ? [size, []] : [29, [size - 29]];
  return type > 7
    ? Buffer.from([short, type - 7, ...rest])
    : Buffer.from([(type << 5) | short, ...rest]);
}
