/** A call of a shipped function with the value that it gives, wherever it runs. */
export interface FunctionCase {
  what: string;
  /** The arguments: JSON for a VARIANT, a text for a VARCHAR, undefined for NULL. */
  given: readonly (string | undefined)[];
  gives: string | boolean | null;
}

export const json = (value: unknown): string => JSON.stringify(value);
