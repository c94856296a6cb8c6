import type { Sink } from "./sink";
import { pad, truncate } from "./visibleText";

/** One line on a terminal that is written over; nothing where stderr is no terminal. */
export class Progress {
  private shown = 0;
  private lastAt = 0;

  constructor(private readonly sink: Sink) {}

  /** @param text Without anything that came out of a log file. */
  show(text: string): void {
    const now = Date.now();
    if (!this.sink.isTerminal || now - this.lastAt < 100) return;
    this.lastAt = now;
    const line = truncate(text, this.sink.width - 1);
    void this.sink.write(`\r${pad(line, this.shown)}`);
    this.shown = line.length;
  }

  clear(): void {
    if (this.shown === 0) return;
    void this.sink.write(`\r${" ".repeat(this.shown)}\r`);
    this.shown = 0;
  }
}
