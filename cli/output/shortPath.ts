import path from "node:path";

/** A path as one would write it from here, where that is shorter. A place in S3 stands as it is. */
export function shortPath(file: string): string {
  if (!path.isAbsolute(file)) return file;
  const relative = path.relative(process.cwd(), file);
  return relative !== "" && relative.length < file.length && !relative.startsWith("..")
    ? relative
    : file;
}
