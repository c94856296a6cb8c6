import { createHash } from "node:crypto";

/** A short fingerprint of what an object depends on, to stand in its comment or text and show a change. */
export function digest(...parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 12);
}
