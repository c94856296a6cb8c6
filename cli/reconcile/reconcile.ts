import type { Problem } from "../sources/discover";
import type { SourceFile } from "../sources/sourceFile";
import { brokenLinks, chainsOf, type Asked } from "./chain";
import { compareDelivered, deliveredFiles } from "./delivered";
import type { Fault } from "./fault";
import { compareLoads, type Load } from "./loads";
import { isDigest, readDigests } from "./readDigests";
import { verifySignatures, type SignatureProof, type SignatureReport } from "./signature";
import { joined, type Span } from "./span";
import { unlistedFiles } from "./unlisted";

/** What is held against each other. */
export interface Evidence {
  /** Files among which the digests are. */
  digests: readonly SourceFile[];
  /** Files among which the logs are. */
  logs: readonly SourceFile[];
  /** What could not be looked at. The same path may stand there twice. */
  problems: readonly Problem[];
  asked: Asked;
  /** Whether a delivered file was asked for, by its key. */
  isWanted: (key: string) => boolean;
  /** Undefined leaves signatures alone. */
  proof: SignatureProof | undefined;
  /** What was loaded. Undefined leaves that alone. */
  loads: readonly Load[] | undefined;
  /** Milliseconds since 1970. */
  now: number;
  signal: AbortSignal;
  /** Called for each log file that is read, with how many there are to read. */
  onFile: (read: number, of: number) => void;
}

export interface Reconciliation {
  digests: number;
  chains: number;
  /** From the first moment that a digest covers to the last one. Undefined without digests. */
  span: Span | undefined;
  /** Undefined where no public keys were given. */
  signatures: SignatureReport | undefined;
  /** Files that were delivered. */
  delivered: number;
  /** How many of them are there as they were delivered. */
  asDelivered: number;
  /** How many of them are loaded whole. Undefined where there was no load history. */
  loaded: number | undefined;
  /** Log files of times that no digest covers. */
  uncovered: number;
  faults: Fault[];
}

/** Tells whether what CloudTrail says that it delivered is there, unaltered and loaded, and whether its word holds. */
export async function reconcile(evidence: Evidence): Promise<Reconciliation> {
  const { asked, isWanted, proof, loads, now, signal, onFile } = evidence;
  const read = await readDigests(evidence.digests, signal);
  const end = asked.end ?? Infinity;
  const sources = new Map([...read.digests].filter(([{ start }]) => start < end));
  const chains = chainsOf(sources.keys());
  const digests = chains.flatMap((chain) => chain.digests);
  const broken = chains.flatMap((chain) => brokenLinks(chain, read.unreadable, asked, now));
  const signatures = proof && (await verifySignatures(sources, proof));

  const files = deliveredFiles(digests, isWanted);
  const logs = evidence.logs.filter(({ name }) => !isDigest(name));
  const differing = await compareDelivered(files, logs, { signal, onFile });
  const unlisted = unlistedFiles(digests, logs);
  const notLoaded = loads && compareLoads(files, loads);

  const spans = joined(digests.map(({ start, end: last }) => ({ start, end: last })));
  const [first, last] = [spans[0], spans.at(-1)];
  return {
    digests: digests.length,
    chains: chains.length,
    span: first && last && { start: first.start, end: last.end },
    signatures,
    delivered: files.size,
    asDelivered: [...files.values()].filter(({ found }) => found.some(({ altered }) => !altered))
      .length,
    loaded: notLoaded && files.size - notLoaded.length,
    uncovered: unlisted.uncovered,
    faults: [
      ...notLookedAt(evidence.problems),
      ...read.unreadable.values(),
      ...broken,
      ...(signatures?.faults ?? []),
      ...differing,
      ...unlisted.faults,
      ...(notLoaded ?? []),
    ],
  };
}

function notLookedAt(problems: readonly Problem[]): Fault[] {
  const byPath = new Map(problems.map((problem) => [problem.path, problem]));
  return [...byPath.values()].map((problem) => ({ kind: "not read", ...problem }));
}
