import type { Severity } from "../../sql/catalogue";
import { counted, number } from "../output/numbers";
import { textRows, type Rows } from "../output/rows";
import type { Choice } from "./choose";
import type { History } from "./history";

/** Days that a line of bars has, the last ones. */
const mostBars = 60;
const bars = "▁▂▃▄▅▆▇█";

/** A line for each detection: how many findings a day, and when. The highest bar of each is its own busiest day. */
export function dayRows({ days, detections }: History): Rows {
  const rows = detections.map(({ detection, severity, findings, byDay }) => {
    const most = Math.max(0, ...byDay);
    const busiest = days[byDay.indexOf(most)] ?? "";
    return [
      ...[detection, severity, number(findings)],
      (findings / Math.max(1, days.length)).toFixed(1),
      ...[
        number(most),
        busiest,
        byDay
          .slice(-mostBars)
          .map((count) => bar(count, most))
          .join(""),
      ],
    ];
  });
  const columns = ["detection", "severity", "findings", "a day", "most", "on", "by day"];
  return textRows(columns, rows);
}

function bar(count: number, most: number): string {
  if (count === 0) return "·";
  return bars[Math.ceil((count / most) * bars.length) - 1] ?? "";
}

/** A line for each principal that makes noise in a detection. */
export function principalRows({ detections }: History): Rows {
  const rows = detections.flatMap(({ detection, findings: all, principals }) =>
    principals.map(({ actor, findings }) => [
      ...[detection, actor, number(findings)],
      `${Math.round((100 * findings) / all)} %`,
    ]),
  );
  return textRows(["detection", "principal", "findings", "share"], rows);
}

/** A line for each suggestion, in the order in which they are told: what it removes, and of whom. */
export function suggestionRows({ suggestions }: Choice): Rows {
  const rows = suggestions.map((each, at) => [
    ...[String(at + 1), each.detection, number(each.removes), number(each.of)],
    ...[number(each.principals), number(each.addresses), number(each.besideGraver)],
  ]);
  return textRows(
    ["line", "detection", "removes", "of", "principals", "addresses", "beside graver"],
    rows,
  );
}

/** What was found, in a sentence. @param suppressed Findings that exceptions leave out already. */
export function foundText({ findings, days, detections }: History, suppressed: number): string {
  const span = days.length < 2 ? `on ${days[0] ?? "no day"}` : `from ${days[0]} to ${days.at(-1)}`;
  const more = suppressed === 0 ? "" : `, and ${number(suppressed)} more that exceptions suppress`;
  return findings === 0
    ? `No findings${more}.`
    : `${counted(findings, "finding")} by ${counted(detections.length, "detection")} ${span}${more}.`;
}

/** What the suggestions would do, and what has to be done with them. */
export function chosenText({ suggestions }: Choice): string {
  if (suggestions.length === 0) return "There is no exception to suggest.";
  const removed = suggestions.reduce((sum, { removes }) => sum + removes, 0);
  return [
    `${counted(suggestions.length, "exception")} would remove ${counted(removed, "finding")}. Look into each before you paste its line into exceptions.csv:`,
    "a line without a reason and an owner is refused, and both are for you to fill in.",
  ].join("\n");
}

/** What no suggestion is about, and why. */
export function sparedText({ spared }: Choice, upTo: Severity): string {
  return [
    `Left alone: ${counted(spared, "finding")} graver than ${upTo}, or of a principal who has such. An exception that hides`,
    "an attack is worse than noise.",
  ].join("\n");
}
