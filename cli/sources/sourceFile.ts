/** A file that may hold events, wherever it lies. Nothing of it has been read. */
export interface SourceFile {
  /** Its absolute path, `s3://bucket/key`, or `-` for standard input. */
  name: string;
  /** Bytes as they are stored. Absent where nobody knows before the end. */
  size?: number;
  lastModified: Date;
  /**
   * What the place where it lies says of its content: the same tag under the same name is the same content, and what is
   * there is whole. Absent where only reading tells.
   */
  contentTag?: string;
  /** Its bytes, from the start. */
  open(): AsyncIterable<Buffer>;
}
