import { databaseLoads } from "../reconcile/databaseLoads";
import type { Fault } from "../reconcile/fault";
import { readCopyHistory } from "../reconcile/copyHistory";
import type { Asked } from "../reconcile/chain";
import type { Load } from "../reconcile/loads";
import { readPublicKeys } from "../reconcile/publicKeys";
import { reconcile as reconciliation, type Reconciliation } from "../reconcile/reconcile";
import { faultRows, summaryLines } from "../reconcile/report";
import type { SignatureProof } from "../reconcile/signature";
import { readSignatures } from "../reconcile/toldSignatures";
import { daysAfter } from "../sources/days";
import { logNameOf } from "../sources/logName";
import { readSelection, takes } from "../sources/selection";
import { printRows, type Format } from "../output/format";
import { number } from "../output/numbers";
import { Progress } from "../output/progress";
import type { Terminal } from "../output/terminal";
import { UsageError } from "../output/usageError";
import { exitStatus } from "./exitStatus";
import { inputText, type Input } from "./inputText";
import { byReason, discoverAsked, type SourceOptions } from "./loading";

export interface ReconcileOptions extends SourceOptions {
  format: Format;
  /** The database whose load history is compared. */
  db?: string;
  /** An export of Snowflake's COPY_HISTORY. */
  copyHistory?: string;
  /** Files with public keys, as the AWS CLI lists them. */
  publicKeys: readonly string[];
  /** A file with signatures that stand in no other digest. */
  signatures?: string;
}

/**
 * Holds what is under paths, and what was loaded, against what CloudTrail's digests say that it delivered, and prints
 * what is wrong.
 *
 * @returns The exit status.
 */
export async function reconcile(
  paths: readonly string[],
  options: ReconcileOptions,
  terminal: Terminal,
  stdin: Input,
): Promise<number> {
  const { stdout, stderr, signal } = terminal;
  const selection = readSelection(options);
  const proof = await proofOf(options, signal, stdin);
  const loads = await loadsOf(options, signal, stdin);
  const logs = await discoverAsked(paths, options, { signal });
  const digests = await discoverAsked(paths, spanningMidnight(options), { signal, digests: true });
  const progress = new Progress(stderr);
  const result = await reconciliation({
    digests: digests.files,
    logs: logs.files,
    problems: [...logs.problems, ...digests.problems],
    asked: askedOf(options),
    isWanted: (key) => takes(selection, logNameOf(key)),
    ...{ proof, loads, signal },
    now: Date.now(),
    onFile: (read, of) => {
      progress.show(`Comparing: ${number(read)} of ${number(of)} files`);
    },
  }).finally(() => {
    progress.clear();
  });
  const told = options.format === "table" ? stdout : stderr;
  await told.write(`${summaryLines(result).join("\n")}\n`);
  if (options.format === "table") await stdout.write(faultLines(result.faults).join(""));
  else await printRows(stdout, options.format, faultRows(result.faults));
  return statusOf(result);
}

/** The faults of each kind under their reasons, with whole names. */
function faultLines(faults: readonly Fault[]): string[] {
  const kinds = [...new Set(faults.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const of = faults.filter((fault) => fault.kind === kind);
    return [kind, ...byReason(of, "--format json names them all")].map((line) => `${line}\n`);
  });
}

function statusOf({ faults, digests }: Reconciliation): number {
  if (faults.some(({ kind }) => kind !== "not read")) return exitStatus.unreconciled;
  return faults.length > 0 || digests === 0 ? exitStatus.incomplete : exitStatus.ok;
}

/** What is delivered before midnight is told by a digest of the next day. */
function spanningMidnight({ to, ...others }: SourceOptions): SourceOptions {
  return to === undefined ? others : { ...others, to: daysAfter(to, 1) };
}

function askedOf({ from, to }: SourceOptions): Asked {
  return {
    ...(from === undefined ? {} : { start: Date.parse(from) }),
    ...(to === undefined ? {} : { end: Date.parse(daysAfter(to, 1)) }),
  };
}

async function proofOf(
  { publicKeys, signatures }: ReconcileOptions,
  signal: AbortSignal,
  stdin: Input,
): Promise<SignatureProof | undefined> {
  if (publicKeys.length === 0) {
    if (signatures === undefined) return undefined;
    throw new UsageError("--signatures needs the public keys to verify them with: --public-keys.");
  }
  const proof = { publicKeys: new Map(), signatures: new Map<string, string>() };
  for (const name of publicKeys) {
    const { text, file } = await inputText("public keys", name, stdin, signal);
    for (const [fingerprint, key] of readPublicKeys(text, file)) {
      proof.publicKeys.set(fingerprint, key);
    }
  }
  if (signatures === undefined) return proof;
  const { text, file } = await inputText("signatures", signatures, stdin, signal);
  return { ...proof, signatures: readSignatures(text, file) };
}

async function loadsOf(
  { db, copyHistory }: ReconcileOptions,
  signal: AbortSignal,
  stdin: Input,
): Promise<Load[] | undefined> {
  if (db !== undefined) return databaseLoads(db, signal);
  if (copyHistory === undefined) return undefined;
  const { text, file } = await inputText("copy history", copyHistory, stdin, signal);
  return readCopyHistory(text, file);
}
