import type { SourceFile } from "../sources/sourceFile";

/** What a file was when it was looked at. */
interface Look {
  size: number | undefined;
  lastModified: number;
  sourceTag: string | undefined;
  /** When it was found to be so. */
  since: number;
  isDone: boolean;
}

/**
 * Tells files that are still being written from those that can be read. A file counts as whole once its size and time of
 * modification have stayed the same for a while; if it grows all the same, it is read again when it has settled anew.
 */
export class Settled {
  private looks = new Map<string, Look>();

  /** @param quiet Milliseconds for which a file has to stay as it is. */
  constructor(private readonly quiet: number) {}

  /**
   * The files that are to be read now: those that have settled since they came or changed, and are not done.
   *
   * @param files All files that there are.
   * @param now Milliseconds since 1970.
   */
  toRead(files: readonly SourceFile[], now: number): SourceFile[] {
    // What has gone is forgotten, so that memory does not grow with the years.
    this.looks = new Map(files.map((file) => [file.name, this.look(file, now)]));
    return files.filter(({ name }) => {
      const look = this.looks.get(name);
      return look !== undefined && !look.isDone && this.isWhole(look, now);
    });
  }

  /** Notes that files were read as they were when they were looked at last. */
  done(files: readonly SourceFile[]): void {
    for (const { name } of files) {
      const look = this.looks.get(name);
      if (look !== undefined) look.isDone = true;
    }
  }

  private look({ name, size, lastModified, sourceTag }: SourceFile, now: number): Look {
    const before = this.looks.get(name);
    const modified = lastModified.getTime();
    const isSame =
      before?.size === size && before?.lastModified === modified && before.sourceTag === sourceTag;
    return isSame && before !== undefined
      ? before
      : { size, lastModified: modified, sourceTag, since: now, isDone: false };
  }

  private isWhole({ sourceTag, lastModified, since }: Look, now: number): boolean {
    // A clock that is ahead of ours, as a file server's may be, tells nothing.
    const unchanged = Math.max(now - since, lastModified <= now ? now - lastModified : 0);
    return sourceTag !== undefined || unchanged >= this.quiet;
  }
}
