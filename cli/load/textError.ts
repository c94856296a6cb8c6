/** Why a text holds no events that can be had. */
export class TextError extends Error {
  override readonly name = "TextError";
}
