/** Why a text is no JSON, and where. */
export class JsonError extends Error {
  override readonly name = "JsonError";

  /** @param at The byte at which it stops making sense. */
  constructor(
    readonly reason: string,
    readonly at: number,
  ) {
    super(reason === noJson ? `${reason} at byte ${at}` : reason);
  }
}

/** Thrown when a value may go on behind the end of the window. It says nothing about the text. */
export const needsMore = new Error("The window ends inside of a value.");

/** Objects and arrays that may stand in one another. CloudTrail's own records need a dozen. */
export const deepest = 512;

/** Bytes that a record, or another value that is read whole, may have. */
export const largestValue = 64 * 2 ** 20;

export const tooLarge = "a value in it has more than 64 MB";
export const tooDeep = `it is nested more than ${deepest} levels deep`;
export const noJson = "not JSON: it stops making sense";
export const truncated = "the JSON ends too early: the file is truncated";
