import type { Colors } from "picocolors/types";
import { pad, truncate, visible, wrap } from "../output/visibleText";
import { shortActor } from "./actor";
import { shade } from "./severity";
import type { FindingGroup } from "./groups";

/**
 * Finding groups as text for a person: what and who side by side, wrapped to the width.
 *
 * @param width Columns of the terminal.
 * @param located An address with where it is. Defaults to the address alone.
 */
export function findingsReport(
  groups: readonly FindingGroup[],
  width: number,
  colors: Colors,
  located = (address: string): string => address,
): string {
  const fixed = severityWidth + timeWidth + 2 * 3;
  const wide = Math.max(20, Math.floor((width - fixed) / 2));
  const head = line(["SEVERITY", "WHEN (UTC)", "WHAT", "WHO AND FROM WHERE"], wide);
  const entries = groups.map((group) => {
    const severity = colors[shade[group.severity]](pad(group.severity, severityWidth));
    const times = when(group);
    // Filled up before they are coloured: a colour takes no column.
    const left = [
      ...wrap(group.title, wide).map((text) => colors.bold(pad(text, wide))),
      ...cell(what(group), wide).map((text) => pad(text, wide)),
    ];
    const right = cell(who(group, located), wide);
    const height = Math.max(times.length, left.length, right.length);
    return Array.from({ length: height }, (_, row) =>
      [
        row === 0 ? severity : " ".repeat(severityWidth),
        pad(times[row] ?? "", timeWidth),
        left[row] ?? " ".repeat(wide),
        right[row] ?? "",
      ]
        .join("  ")
        .trimEnd(),
    ).join("\n");
  });
  return `${colors.dim(head)}\n${entries.join("\n\n")}\n`;
}

const severityWidth = 8;
const timeWidth = 16;

function line(cells: readonly [string, string, string, string], wide: number): string {
  return [
    pad(cells[0], severityWidth),
    pad(cells[1], timeWidth),
    pad(cells[2], wide),
    cells[3],
  ].join("  ");
}

function when({ first, last, count }: FindingGroup): string[] {
  const times = count === 1 ? [] : [`${count} times`];
  if (first === null) return ["no time", ...times];
  // A minute is enough to read; the other formats have the milliseconds.
  const [start, end] = [first.slice(0, 16), (last ?? first).slice(0, 16)];
  return [start, ...(end === start ? [] : [`to ${sameDay(start, end)}`]), ...times];
}

function sameDay(start: string, end: string): string {
  return start.slice(0, 10) === end.slice(0, 10) ? end.slice(11) : end.slice(0, 10);
}

function what({ actions, targets, errors }: FindingGroup): string[] {
  return [actions.list(3, cut), targets.list(2, cut), errors.list(2, cut)];
}

function who(
  { who, addresses, regions, account }: FindingGroup,
  located: (address: string) => string,
): string[] {
  return [
    cut(shortActor(who, account)),
    addresses.list(3, (address) => cut(located(address))),
    [regions.list(2, cut), cut(account)].filter((part) => part !== "").join(", "),
  ];
}

/** A value as far as a table has room for it; the other formats have all of it. */
function cut(text: string): string {
  return truncate(visible(text), 160);
}

function cell(texts: readonly string[], width: number): string[] {
  return texts.filter((text) => text !== "").flatMap((text) => wrap(text, width));
}
