import { stringify } from "yaml";
import { severities, type Severity } from "../../../sql/catalogue";
import { Refusal } from "../document/refusal";
import { textOf, textsOf } from "../document/yaml";
import type { SigmaDocument } from "./document";

/** The version of MITRE ATT&CK that techniques are numbered by. Sigma does not say which it means. */
const attackVersion = "18";
const longestTitle = 80;

/**
 * The header of a detection, as a block comment. A rule without a level is of medium severity.
 *
 * @throws Refusal for a level that is none.
 */
export function headerOf(id: string, { title, content }: SigmaDocument): string {
  const techniques = textsOf(content, "tags").flatMap(
    (tag) => /^attack\.(t\d{4}(\.\d{3})?)$/i.exec(tag.trim())?.[1]?.toUpperCase() ?? [],
  );
  const falsePositives = textsOf(content, "falsepositives").map(oneLine).filter(isNotEmpty);
  const references = textsOf(content, "references").map(address).filter(isNotEmpty);
  const header = {
    id,
    title: shortened(oneLine(title)),
    description: described(oneLine(title), oneLine(textOf(content, "description") ?? "")),
    severity: severityOf(textOf(content, "level")),
    ...(techniques.length > 0
      ? { attack: { version: attackVersion, techniques: [...new Set(techniques)] } }
      : {}),
    ...(falsePositives.length > 0 ? { falsePositives } : {}),
    ...(references.length > 0 ? { references } : {}),
    status: textOf(content, "status") === "stable" ? "stable" : "experimental",
  };
  return `/*\n${stringify(header, { lineWidth: 110 })}*/`;
}

/** A text in printable characters on one line, which neither ends a comment nor begins one. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ")
    .replace(/\*(?=\/)|\/(?=\*)/g, "$& ")
    .trim();
}

function isNotEmpty(text: string): boolean {
  return text !== "";
}

function shortened(title: string): string {
  const characters = Array.from(title);
  return characters.length <= longestTitle && title.length <= longestTitle
    ? title
    : `${characters.slice(0, longestTitle / 2).join("")}…`;
}

function described(title: string, description: string): string {
  const [, rest] = /^detects?\s+(.+)$/i.exec(description) ?? [];
  if (rest !== undefined) return `Detects ${rest}`;
  return `Detects what the Sigma rule "${title}" matches.${description === "" ? "" : ` ${description}`}`;
}

/** An https address as it may stand in a header; empty for any other reference. */
function address(reference: string): string {
  const text = reference.trim();
  if (!/^https:\/\/[^\s\p{C}]+$/u.test(text) || !URL.canParse(text)) return "";
  return text.replaceAll("*", "%2A");
}

function severityOf(level = "medium"): Severity {
  const severity = level === "informational" ? "info" : level;
  const known = severities.find((each) => each === severity);
  if (known !== undefined && level !== "info") return known;
  throw new Refusal(
    `level: expected informational, low, medium, high or critical, found ${level}.`,
  );
}
