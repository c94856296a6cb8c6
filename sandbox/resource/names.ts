import { createHash } from "node:crypto";
import type { Request } from "./type";

/** Hexadecimal digits that depend on nothing but the text, so that every run gives the same. */
export function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The name that Pulumi gives to what has none: the logical name and seven digits. */
export function automaticName({ name, seed }: Request<unknown>): string {
  return `${name}-${digestOf(seed).slice(0, 7)}`;
}
