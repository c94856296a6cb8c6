/** What of a Sigma file cannot be expressed: the message says where, why, and what was seen. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/**
 * Does something for a part of a rule, and names the part in front of the reason if that is refused.
 *
 * @param part What the part is called in the rule, such as `detection.selection`.
 */
export function within<T>(part: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(`${part}: ${error.message}`) : error;
  }
}

/** A value as a message shows it: on one line, and not too much of it. */
export function seen(value: unknown): string {
  const text =
    typeof value === "string"
      ? value
      : (JSON.stringify(value, (_, part: unknown) =>
          typeof part === "bigint" ? Number(part) : part,
        ) ?? "nothing");
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
