/** A file that may hold events. Nothing behind it knows where the file lies. */
export interface SourceFile {
  /** One name a file, however it was reached: an absolute path without symbolic links, or a URL. */
  name: string;
  /** Bytes as stored, where that is known beforehand. */
  size?: number;
  lastModified: Date;
  /**
   * What the place where it lies says of its content, before anything is read: the same tag under the same name is the
   * same content, and all of it is there. Absent where only reading tells.
   */
  sourceTag?: string;
  /** Asks for what its place keeps beside its content, by names in lower case. Absent where it keeps nothing. */
  metadata?(): Promise<Readonly<Record<string, string>>>;
  /**
   * How many files of this place are best read, or held until their turn, at the same time. Defaults to as many as a line
   * takes on which each has to be waited for, however small it is.
   */
  readers?: number;
  /** Reads it from its beginning. Leaving the loop early lets go of it. */
  open(): AsyncIterable<Buffer>;
}
