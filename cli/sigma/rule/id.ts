import path from "node:path";
import { textOf } from "../document/yaml";
import type { SigmaDocument } from "./document";

// No shipped detection begins with it, so that an imported one never takes the place of one.
const prefix = "sigma_";
const longest = 63;

/**
 * The ids of detections: from the name of a file with one rule, from the name or else the title of a rule among others.
 * Of those that would have the same, all but the first get a number.
 */
export class DetectionIds {
  private readonly taken = new Set<string>();

  next({ file, isAlone, title, content }: SigmaDocument): string {
    const stem = path.parse(file).name;
    const name = isAlone ? stem : (textOf(content, "name") ?? title);
    const words = name
      .normalize("NFKD")
      .toLowerCase()
      .replace(/\p{M}+/gu, "")
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^_+|_+$/g, "")
      .replace(/^sigma_/, "");
    const base = `${prefix}${words === "" ? "rule" : words}`;
    for (let number = 1; ; number += 1) {
      const suffix = number === 1 ? "" : `_${number}`;
      const id = `${base.slice(0, longest - suffix.length).replace(/_+$/, "")}${suffix}`;
      if (this.taken.has(id)) continue;
      this.taken.add(id);
      return id;
    }
  }
}
