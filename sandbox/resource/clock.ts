/** The time in the clouds, which passes only when somebody moves it. */
export class Clock {
  constructor(private time: Date) {}

  get now(): Date {
    return new Date(this.time);
  }

  /** Moves it to a time, unless that has passed. */
  moveTo(time: Date): void {
    if (time > this.time) this.time = new Date(time);
  }
}

/** A time so many seconds after another. */
export function after(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000);
}
