import type { Colors } from "picocolors/types";
import { severities, type Severity } from "../../sql/catalogue";
import type { Column, Rendered } from "../../engine";
import { actionName } from "../output/actionName";
import { displayWidth, pad, visible } from "../output/visibleText";
import { shortActor } from "./actor";
import { shade } from "./severity";

/**
 * Makes a line of a finding: its severity, time and title, who did what, and where.
 *
 * @param columns Those of FINDINGS, in the order of the values of a row.
 * @param titles The titles that there can be. The longest decides where the column behind it starts.
 */
export function findingLines(
  columns: readonly Column[],
  titles: readonly string[],
  colors: Colors,
): (row: readonly Rendered[]) => string {
  const places = new Map(columns.map(({ name }, at) => [name, at]));
  const [severityWidth, titleWidth] = [severities, titles].map((texts) =>
    Math.max(0, ...texts.map((text) => displayWidth(visible(text)))),
  ) as [number, number];
  return (row) => {
    const value = (column: string): string | undefined => {
      const found = row[places.get(column.toUpperCase()) ?? -1] ?? null;
      return found === null ? undefined : visible(String(found));
    };
    const severity = value("severity") ?? "";
    const account = value("recipientAccountId") ?? "";
    const cells = [
      colors[shade[severity as Severity]](pad(severity, severityWidth)),
      pad(value("eventTime")?.slice(0, 19) ?? "no time", 19),
      colors.bold(pad(value("title") ?? "", titleWidth)),
      shortActor(value("actor") ?? "", account),
      actionName(value("eventName"), value("eventSource")),
      value("sourceIPAddress") ?? "",
      [value("awsRegion"), account].filter((part) => part !== undefined && part !== "").join(", "),
    ];
    return `${cells.filter((cell) => cell !== "").join("  ")}\n`;
  };
}
