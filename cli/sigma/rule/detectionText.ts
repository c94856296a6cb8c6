import path from "node:path";
import { digestOf } from "../../../sql/catalogue";
import { textOf } from "../document/yaml";
import type { SigmaDocument } from "./document";
import { headerOf, oneLine } from "./header";

/**
 * The text of a detection's file: the header, where the rule comes from, and the statement. A digest in it tells later
 * whether somebody has changed the file.
 *
 * @throws Refusal for what cannot stand in a header.
 */
export function detectionText(id: string, document: SigmaDocument, statement: string): string {
  const header = headerOf(id, document);
  const told = ["id", "author", "license"].flatMap((key) => {
    const value = oneLine(textOf(document.content, key) ?? "");
    return value === "" ? [] : [`${key} ${value}`];
  });
  const origin = [`Sigma rule from ${oneLine(path.basename(document.file))}`, ...told].join(", ");
  const text = (digest: string): string =>
    `${header}\n\n-- ${origin}.\n-- ${mark} ${digest}\n${statement}\n`;
  return text(digestOf(text("")));
}

const mark = "Written by snowtrail import-sigma, digest";
const marked = new RegExp(`^-- ${mark} ([0-9a-f]{12})$`, "m");

/** Whether a file is as `detectionText` made it, and nobody has changed it since. Line ends do not count. */
export function isAsWritten(text: string): boolean {
  const content = text.replaceAll("\r\n", "\n");
  const digest = marked.exec(content)?.[1];
  return digest !== undefined && digest === digestOf(content.replace(marked, `-- ${mark} `));
}
