import path from "node:path";

/** A path as one would write it from here, where that is shorter. A URL stays as it is. */
export function shortPath(file: string): string {
  if (/^\w+:\/\//.test(file)) return file;
  const relative = path.relative(process.cwd(), file);
  return relative !== "" && relative.length < file.length && !relative.startsWith("..")
    ? relative
    : file;
}
