/** Why a file cannot be read, as its medium tells it. */
export class ReadError extends Error {
  override readonly name = "ReadError";
}
