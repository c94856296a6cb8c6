import pc from "picocolors";
import type { Registration } from "./registration";
import type { Delivery } from "./delivery";
import type { Properties } from "./wire";

/** How a deployment, its outputs and what was delivered are shown to a person. Plain text, in lines. */

/** One row for each resource, under its parent, with when it was made: `from – to` in virtual seconds. */
export function resourceTree(resources: readonly Registration[]): string[] {
  const rows: [label: string, name: string, time: string][] = [];
  const walk = (parent: string | undefined, indent: string): void => {
    const children = resources.filter((resource) => resource.parent === parent);
    for (const [n, child] of children.entries()) {
      const isLast = n === children.length - 1;
      const branch = parent === undefined ? "" : isLast ? "└─ " : "├─ ";
      rows.push([`${indent}${branch}${shortType(child.type)}`, child.name, interval(child)]);
      const below = parent === undefined ? "" : isLast ? "   " : "│  ";
      walk(child.urn, indent + below);
    }
  };
  walk(undefined, "");
  return table([["Type", "Name", "Made"], ...rows], { heading: true, prefix: pc.green(" + ") });
}

/** `aws:s3/bucket:Bucket` is shown as `aws:s3:Bucket`, as the CLI does. */
function shortType(type: string): string {
  return type.replace(/^([^:]+):([^:/]+)\/[^:]+:/, "$1:$2:");
}

function interval({ custom, started, finished }: Registration): string {
  return custom ? `${started} – ${finished} s` : "";
}

/** The stack's outputs, one a line; what is structured goes below its name. */
export function outputLines(outputs: Properties): string[] {
  return Object.entries(outputs).flatMap(([name, value]) => {
    if (typeof value === "object" && value !== null && Object.keys(value).length > 0) {
      return [`    ${name}:`, ...outputLines(value as Properties).map((line) => `    ${line}`)];
    }
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const [first = "", ...more] = text.split("\n");
    return [
      `    ${pc.bold(name)}: ${printable(first)}`,
      ...more.map((line) => `        ${printable(line)}`),
    ];
  });
}

/** Why an object that was put did not become rows. */
export function notLoaded({ key, step, reason }: Delivery): string[] {
  return [`  ${printable(key)}`, pc.dim(`      ${step}: ${printable(reason ?? "")}`)];
}

export interface Finding {
  severity: string;
  when: string;
  title: string;
  who: string;
  what: string;
  from: string;
}

const colours: Record<string, (text: string) => string> = {
  critical: (text) => pc.bold(pc.red(text)),
  high: pc.red,
  medium: pc.yellow,
  low: pc.cyan,
};

export function findingLines(findings: readonly Finding[]): string[] {
  const rows = findings.map(({ severity, when, title, who, what, from }) =>
    [severity, when, title, who, what, from].map((text) => shortened(printable(text), 60)),
  );
  const heading = ["Severity", "When (UTC)", "Title", "Who", "What", "From"];
  return table([heading, ...rows], { heading: true, prefix: "  " }).map((line, n) => {
    const colour = colours[findings[n - 1]?.severity ?? ""];
    const severity = findings[n - 1]?.severity ?? "";
    return colour ? line.replace(severity, colour(severity)) : line;
  });
}

/**
 * Nothing that a log holds may act on the terminal or change how the line around it reads: control,
 * direction and other invisible characters are shown as their code.
 */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

function table(
  rows: readonly (readonly string[])[],
  { heading, prefix }: { heading: boolean; prefix: string },
): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row, n) => {
    const line = row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
    return heading && n === 0 ? `${" ".repeat(3)}${pc.bold(line)}` : `${prefix}${line}`;
  });
}
