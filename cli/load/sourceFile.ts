/** A file that may hold events. Nothing behind it knows where the file lies. */
export interface SourceFile {
  /** One name a file, however it was reached: an absolute path without symbolic links, or a URL. */
  name: string;
  /** Bytes as stored, where that is known beforehand. */
  size?: number;
  lastModified: Date;
  /** Reads it from its beginning. Leaving the loop early lets go of it. */
  open(): AsyncIterable<Buffer>;
}
