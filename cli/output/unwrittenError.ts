import { visible } from "./visibleText";

/** What was to be written is not whole. */
export class UnwrittenError extends Error {
  override readonly name = "UnwrittenError";

  /** @param what What was written, such as `standard output` or a file's name. */
  constructor(what: string, cause: NodeJS.ErrnoException) {
    super(`${visible(what)} cannot be written: ${reasons[cause.code ?? ""] ?? cause.message}.`, {
      cause,
    });
  }
}

const reasons: Record<string, string> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk is full for this user",
  EROFS: "the disk is read-only",
  EACCES: "that is not permitted",
  EPERM: "that is not permitted",
  ENOENT: "its folder does not exist",
  EISDIR: "it is a folder",
  EIO: "the disk or terminal reports an error",
};
