import { isatty } from "node:tty";
import { createColors, isColorSupported } from "picocolors";
import { pad, visible } from "../../cli/output/visibleText";
import type { Registration } from "../pulumi/registration";
import type { Delivery } from "../crossing/delivery";
import type { Properties } from "../resource/properties";

/** How a deployment, its outputs and what was delivered are shown to a person. Plain text, in lines. */

/** Colours where there is a terminal, and nowhere else: not in CI's logs either. */
export const colors = createColors(isColorSupported && isatty(1));

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
  return table([["Type", "Name", "Made"], ...rows]);
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
      `    ${colors.bold(name)}: ${visible(first)}`,
      ...more.map((line) => `        ${visible(line)}`),
    ];
  });
}

/** Why objects that were put did not become rows: of each step where they stopped, the first one and how many more. */
export function notLoaded(stopped: readonly Delivery[]): string[] {
  return [...new Set(stopped.map(({ step }) => step))].flatMap((step) => {
    const [first, ...more] = stopped.filter((delivery) => delivery.step === step);
    return [
      `  ${visible(first?.key ?? "")}`,
      colors.dim(`      ${step}: ${visible(first?.reason ?? "")}`),
      ...(more.length === 0 ? [] : [`  and ${more.length} more at this step`]),
    ];
  });
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row, n) => {
    const line = row
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join("  ")
      .trimEnd();
    return n === 0 ? `   ${colors.bold(line)}` : ` ${colors.green("+")} ${line}`;
  });
}
