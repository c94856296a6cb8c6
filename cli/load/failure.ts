import { shortage } from "../../engine";
import { SplitError } from "./split";

/**
 * Whether a statement may have failed because of what a file holds. A full disk or too little memory would
 * fail every file, and must not read as if the files were damaged.
 */
export function isAboutFiles(error: unknown): error is Error {
  if (error instanceof SplitError) return true;
  return (
    error instanceof Error &&
    /^(Invalid Input|Conversion|Out of Range|IO) Error/.test(error.message) &&
    shortage(error) === undefined &&
    !/could not write|temporary/i.test(error.message)
  );
}

/** Why DuckDB refused a file that a strict reading accepts. */
export function refusalReason(failure: Error): string {
  const message = failure.message.split("\n")[0] ?? "";
  if (message.includes("surrogate")) return "a string has half of a surrogate pair";
  if (message.includes("duplicate key")) return 'the object has two keys "Records"';
  // The parser quotes the record, which is text from the file.
  return (
    message
      .replace(/^.*?Error: /, "")
      .replace(/in file ".*?",? ?/, "")
      .split(": {")[0] ?? ""
  );
}
