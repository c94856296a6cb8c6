import type { z } from "zod";

/** What a check of keys and values found, a line each: the key by its path, and what was expected. */
export function mistakesOf(error: z.ZodError): string[] {
  return error.issues.flatMap((issue) => describe(issue));
}

function describe(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.map((key) =>
    typeof key === "number" ? `[${key + 1}]` : `.${String(key)}`,
  );
  const key = path.join("").replace(/^\./, "");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((name) => `${key ? `${key}.` : ""}${name}: there is no such key`);
  }
  if (issue.code === "invalid_key") {
    return issue.issues.map(({ message }) => `${key}: ${message}`);
  }
  if (key === "") return ["expected keys and values, as in the shipped detections"];
  if ("input" in issue && issue.input === undefined) return [`${key}: missing`];
  return [`${key}: ${issue.message}`];
}
