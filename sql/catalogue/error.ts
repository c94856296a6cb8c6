/** A mistake in a file or an option of the catalogue. The message names it and says what is expected. */
export class CatalogueError extends Error {
  override readonly name: string = "CatalogueError";
}

/** A detection that is to be off does not exist. */
export class UnknownDetectionError extends CatalogueError {
  override readonly name = "UnknownDetectionError";
}
