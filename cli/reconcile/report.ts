import { counted, number } from "../output/numbers";
import { textRows, type Rows } from "../output/rows";
import { shortPath } from "../output/shortPath";
import { visible } from "../output/visibleText";
import type { Fault, FaultKind } from "./fault";
import type { Reconciliation } from "./reconcile";
import { spanText } from "./span";

/** Names of digests that are shown before the rest is counted. */
const shownNames = 5;

const indent = " ".repeat(12);

/** Lines that tell in figures what was found. */
export function summaryLines(result: Reconciliation): string[] {
  const { digests, chains, span, delivered, asDelivered, loaded, uncovered, faults } = result;
  if (span === undefined) {
    return ["There is no digest: the trail needs log file validation, and the paths its digests."];
  }
  const broken = count(faults, "digest missing", "digest altered", "gap");
  const unread = count(faults, "not read");
  const others = tally(faults, {
    missing: "missing",
    altered: "altered",
    unlisted: "in no digest",
  });
  return [
    `digests     ${counted(digests, "digest")} in ${counted(chains, "chain")}: ${spanText(span)}`,
    `${indent}${broken === 0 ? "no chain is broken" : `${counted(broken, "fault")} in chains or digests`}`,
    ...signatureLines(result),
    `files       ${number(asDelivered)} of ${number(delivered)} delivered files are as they were delivered${others}`,
    ...(uncovered > 0
      ? [`${indent}${number(uncovered)} more are of times that no digest covers, and not proved`]
      : []),
    ...(unread > 0 ? [`${indent}${counted(unread, "file")} could not be read`] : []),
    loaded === undefined
      ? "loaded      not compared: name a database with --db, or an export of COPY_HISTORY with --copy-history"
      : `loaded      ${number(loaded)} of ${number(delivered)} delivered files loaded`,
  ];
}

function signatureLines({ digests, signatures, faults }: Reconciliation): string[] {
  if (signatures === undefined) {
    return [
      "signatures  not checked: name the public keys with --public-keys. Without them nothing tells who wrote the digests",
    ];
  }
  const { valid, unknown } = signatures;
  const others = tally(faults, {
    "signature invalid": "invalid",
    "key unknown": "by unknown keys",
  });
  const first = `signatures  ${number(valid)} of ${number(digests)} valid${others}`;
  if (unknown.length === 0) return [first];
  const names = unknown.slice(0, shownNames).map((path) => visible(shortPath(path)));
  const rest = unknown.length - shownNames;
  return [
    first,
    `${indent}${number(unknown.length)} not checked: not on disk, and in no later digest. Name them with --signatures`,
    ...names.map((name) => `${indent}${name}`),
    ...(rest > 0 ? [`${indent}and ${number(rest)} more`] : []),
  ];
}

function count(faults: readonly Fault[], ...kinds: FaultKind[]): number {
  return faults.filter(({ kind }) => kinds.includes(kind)).length;
}

/** How many faults there are of each kind that there is, in words of one's own. */
function tally(faults: readonly Fault[], words: Partial<Record<FaultKind, string>>): string {
  return Object.entries(words)
    .map(([kind, word]) => [count(faults, kind as FaultKind), word] as const)
    .filter(([of]) => of > 0)
    .map(([of, word]) => `, ${number(of)} ${word}`)
    .join("");
}

/** A row for each fault. */
export function faultRows(faults: readonly Fault[]): Rows {
  return textRows(
    ["fault", "reason", "file"],
    faults.map(({ kind, path, reason }) => [kind, reason, shortPath(path)]),
  );
}
