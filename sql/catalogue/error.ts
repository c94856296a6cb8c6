/** A mistake in a file or an option of the catalogue. The message names it and says what is expected. */
export class CatalogueError extends Error {
  override readonly name = "CatalogueError";
}
