/** A value of one type where another is needed, such as a DATE to compute with: refused where the value stands. */
export class Mismatch extends Error {
  override readonly name = "Mismatch";
}
