import { z } from "zod";
import { digestOf } from "../resource/names";
import { resourceType, type Definition, type ResourceType } from "../resource/type";

/** What is random in a real deployment depends on the URN here, so that every run gives the same. */
function randomType<Inputs>(
  token: string,
  definition: Pick<Definition<Inputs, unknown>, "replacedBy" | "inputs" | "create">,
): ResourceType<unknown> {
  // It is in the state and nowhere else, and every change makes another.
  return resourceType(token, { ...definition, delete: () => undefined, read: () => ({}) });
}

const keepers = z.record(z.string(), z.string()).optional();

const provider = resourceType("pulumi:providers:random", {
  inputs: z.strictObject({}),
  seconds: 0,
  create: (_, { name }) => ({ id: name, outputs: {} }),
  update: () => ({}),
  delete: () => undefined,
  read: () => ({}),
});

const randomId = randomType("random:index/randomId:RandomId", {
  replacedBy: ["byteLength", "keepers", "prefix"],
  inputs: z.strictObject({
    byteLength: z.int().positive(),
    prefix: z.string().optional(),
    keepers,
  }),
  create({ byteLength, prefix = "" }, { seed }) {
    const bytes = Buffer.from(digestOf(seed), "hex").subarray(0, byteLength);
    const b64Url = bytes.toString("base64url");
    return {
      id: b64Url,
      outputs: {
        b64Url: prefix + b64Url,
        b64Std: prefix + bytes.toString("base64"),
        hex: prefix + bytes.toString("hex"),
        dec: prefix + BigInt(`0x${bytes.toString("hex")}`).toString(),
      },
    };
  },
});

const randomString = randomType("random:index/randomString:RandomString", {
  replacedBy: ["length", "keepers", "lower", "upper", "numeric", "special"],
  inputs: z.strictObject({
    length: z.int().positive(),
    lower: z.boolean().optional(),
    upper: z.boolean().optional(),
    numeric: z.boolean().optional(),
    special: z.boolean().optional(),
    keepers,
  }),
  create(inputs, { seed }) {
    const { length, lower = true, upper = true, numeric = true, special = true } = inputs;
    const alphabet =
      (lower ? "abcdefghijklmnopqrstuvwxyz" : "") +
      (upper ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ" : "") +
      (numeric ? "0123456789" : "") +
      (special ? "!@#$%&*()-_=+[]{}<>:?" : "");
    const digits = digestOf(seed) + digestOf(`${seed}+`);
    const result = Array.from(
      { length },
      (_, n) => alphabet[(parseInt(digits.slice(n, n + 4), 16) * (n + 7)) % alphabet.length],
    ).join("");
    const least = { minLower: 0, minUpper: 0, minNumeric: 0, minSpecial: 0 };
    const kinds = { lower, upper, numeric, number: numeric, special };
    return { id: result, outputs: { result, ...least, ...kinds } };
  },
});

export const randomTypes: ResourceType<unknown>[] = [provider, randomId, randomString];
