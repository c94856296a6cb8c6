import type { ZodType } from "zod";
import { hasUnknown, type Properties } from "../resource/properties";

/**
 * Refuses inputs that the provider does not take: unknown names, missing or mistyped values. What a
 * preview cannot know yet is left alone.
 *
 * @returns undefined if the inputs fit, or else what is wrong, with the input's name.
 */
export function misfit(inputs: ZodType, given: Properties): string | undefined {
  const checked = inputs.safeParse(given);
  if (checked.success) return undefined;
  const wrong = checked.error.issues.filter(({ path }) => !hasUnknown(valueAt(given, path)));
  if (wrong.length === 0) return undefined;
  return wrong
    .map(({ path, message, code, ...issue }) => {
      if (code === "unrecognized_keys" && "keys" in issue && Array.isArray(issue.keys)) {
        const place = path.length > 0 ? ` in ${path.join(".")}` : "";
        return `takes no input ${issue.keys.map((key) => `"${String(key)}"`).join(", ")}${place}`;
      }
      const absent = valueAt(given, path) === undefined;
      return absent
        ? `misses the required input "${path.join(".")}"`
        : `input "${path.join(".")}": ${message}`;
    })
    .join("; ");
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null ? (inner as Properties)[String(key)] : inner,
    value,
  );
}
