/** Why packed bytes cannot be had. */
export class UnpackError extends Error {
  override readonly name = "UnpackError";
}
