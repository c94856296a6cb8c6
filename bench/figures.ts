import type { Contestant } from "./contestants";
import type { Measured } from "./measure";

/** What one contestant took in all runs of a scenario, each figure as its median. */
export interface Figures {
  contestant: Contestant;
  events: number;
  findings: number;
  /** Seconds. */
  wall: number;
  /** Seconds of all threads. */
  cpu: number;
  /** Bytes of memory at most. */
  peak: number;
  /** How many times the hand-written query's figures these are, in the same round. None of what there is nothing of. */
  ratio?: { wall: number; cpu: number; peak: number };
  /** Each run. */
  runs: Measured[];
}

/** What the rounds of a scenario gave: in each round every contestant had its turn. */
export function figuresOf(
  contestant: Contestant,
  rounds: readonly ReadonlyMap<Contestant, Measured>[],
): Figures | undefined {
  const runs = rounds.flatMap((round) => round.get(contestant) ?? []);
  const [first] = runs;
  if (first === undefined) return undefined;
  const pairs = rounds.flatMap((round) => {
    const [own, other] = [round.get(contestant), round.get("handWritten")];
    return own && other ? [{ own, other }] : [];
  });
  const of = (figure: "wall" | "cpu" | "peak"): number => median(runs.map((run) => run[figure]));
  const ratio = (figure: "wall" | "cpu" | "peak"): number =>
    median(pairs.map(({ own, other }) => own[figure] / other[figure]));
  return {
    contestant,
    events: first.events,
    findings: first.findings,
    wall: of("wall"),
    cpu: of("cpu"),
    peak: of("peak"),
    ...(pairs.length > 0 && {
      ratio: { wall: ratio("wall"), cpu: ratio("cpu"), peak: ratio("peak") },
    }),
    runs,
  };
}

/** The value in the middle, or between the two in the middle. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}
