import { counted, number } from "../output/numbers";
import { textRows, type Rows } from "../output/rows";
import { shortPath } from "../output/shortPath";
import { visible } from "../output/visibleText";
import type { Fault } from "./fault";
import type { Reconciliation } from "./reconcile";
import { spanText } from "./span";

/** Names of digests that are shown before the rest is counted. */
const shownNames = 5;

/** Lines that tell in figures what was found. */
export function summaryLines(result: Reconciliation): string[] {
  const { digests, chains, span, delivered, asDelivered, loaded, uncovered, faults } = result;
  if (digests === 0) {
    return ["There is no digest: the trail needs log file validation, and the paths its digests."];
  }
  const count = (...kinds: string[]): number =>
    faults.filter(({ kind }) => kinds.includes(kind)).length;
  const when = span === undefined ? "" : `: ${spanText(span)}`;
  const broken = count("digest missing", "digest altered", "gap");
  const unread = count("not read");
  const more = [
    [count("missing"), "missing"],
    [count("altered"), "altered"],
    [count("unlisted"), "in no digest"],
  ] as const;
  const told = more
    .filter(([files]) => files > 0)
    .map(([files, what]) => `, ${number(files)} ${what}`);
  return [
    `digests     ${counted(digests, "digest")} in ${counted(chains, "chain")}${when}`,
    `            ${broken === 0 ? "no chain is broken" : `${counted(broken, "fault")} in chains or digests`}`,
    ...signatureLines(result),
    `files       ${number(asDelivered)} of ${number(delivered)} delivered files are as they were delivered${told.join("")}`,
    ...(uncovered === 0
      ? []
      : [
          `            ${number(uncovered)} more are of times that no digest covers: nothing tells whether they are whole`,
        ]),
    ...(unread === 0 ? [] : [`            ${counted(unread, "file")} could not be read`]),
    loaded === undefined
      ? "loaded      not compared: name a database with --db, or an export of COPY_HISTORY with --copy-history"
      : `loaded      ${number(loaded)} of ${number(delivered)} delivered files loaded`,
  ];
}

function signatureLines({ digests, signatures }: Reconciliation): string[] {
  if (signatures === undefined) {
    return [
      "signatures  not checked: name the public keys with --public-keys. Without them nothing tells who wrote the digests",
    ];
  }
  const { valid, unknown } = signatures;
  const names = unknown
    .slice(0, shownNames)
    .map((path) => `            ${visible(shortPath(path))}`);
  const rest = unknown.length - shownNames;
  return [
    `signatures  ${number(valid)} of ${number(digests)} valid`,
    ...(unknown.length === 0
      ? []
      : [
          `            ${number(unknown.length)} not checked: not on disk, and in no later digest. Name them with --signatures`,
          ...names,
          ...(rest > 0 ? [`            and ${number(rest)} more`] : []),
        ]),
  ];
}

/** A row for each fault. */
export function faultRows(faults: readonly Fault[]): Rows {
  return textRows(
    ["fault", "reason", "file"],
    faults.map(({ kind, path, reason }) => [kind, reason, shortPath(path)]),
  );
}
