import type { Engine } from "../../engine";
import { severities, type Severity } from "../../sql/catalogue";
import type { Timeline } from "./data";

/** Seconds that a slot may have. */
const steps = [
  60, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 1_209_600,
  2_592_000, 7_776_000, 31_536_000,
];
/** Slots that a page has room for: a bar of each still shows on a phone. */
const mostSlots = 120;

/** The slots of a timeline, in which findings are counted while they are read. */
export class Slots {
  private readonly findings: Record<Severity, number[]>;

  private constructor(
    readonly start: number,
    readonly step: number,
    private readonly length: number,
  ) {
    const none = (): number[] => Array.from({ length }, () => 0);
    this.findings = Object.fromEntries(severities.map((each) => [each, none()])) as Record<
      Severity,
      number[]
    >;
  }

  /** @param first The time of the first event, and of the last, in seconds. */
  static between(first: number, last: number): Slots {
    const longest = steps.at(-1) ?? 1;
    const step = steps.find((each) => (last - first) / each < mostSlots - 1) ?? longest;
    const start = Math.floor(first / step) * step;
    return new Slots(start, step, Math.floor((last - start) / step) + 1);
  }

  addFinding(severity: Severity, time: number | undefined): void {
    if (time === undefined) return;
    const of = this.findings[severity];
    const slot = this.slotOf(time);
    if (of[slot] !== undefined) of[slot] += 1;
  }

  /** The timeline of the events in EACH_ONCE with the findings that were added until now. */
  async timeline(engine: Engine): Promise<Timeline> {
    const { start, step, length, findings } = this;
    const { rows } = await engine.query(
      `select
    floor((date_part(epoch_second, eventTime) - ${start}) / ${step}) as slot,
    count(*),
    count_if(isError)
from each_once
where eventTime is not null
group by slot`,
    );
    const events = Array.from({ length }, () => 0);
    const errors = Array.from({ length }, () => 0);
    for (const [slot, all, failed] of rows) {
      events[Number(slot)] = Number(all);
      errors[Number(slot)] = Number(failed);
    }
    return { start, step, events, errors, findings };
  }

  private slotOf(time: number): number {
    return Math.floor((time - this.start) / this.step);
  }
}
