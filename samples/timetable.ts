import { Random } from "./random";
import { at, later, Recorder, type Call, type JsonObject } from "./record";

/** Collects the records of one part of the day. */
export class Timetable {
  readonly records: JsonObject[] = [];
  readonly random: Random;
  readonly #recorder: Recorder;

  constructor(story: string) {
    this.random = new Random(story);
    this.#recorder = new Recorder(story);
  }

  /** One call at that moment. */
  add(moment: Date, call: Call): JsonObject {
    const record = this.#recorder.record(moment, call);
    this.records.push(record);
    return record;
  }

  /** Calls one after the other, some seconds apart. Gives the moment after the last. */
  burst(start: Date, calls: readonly Call[], pause: readonly [low: number, high: number]): Date {
    let moment = start;
    for (const call of calls) {
      this.add(moment, call);
      moment = later(moment, this.random.between(...pause));
    }
    return moment;
  }

  /** So many calls spread over the whole day. */
  allDay(times: number, call: (random: Random) => Call): void {
    for (let count = 0; count < times; count += 1) {
      this.add(later(at(0, 0), this.random.between(0, 86_399)), call(this.random));
    }
  }
}
