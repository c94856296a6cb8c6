import type { Writable } from "node:stream";

/** What a sink needs to know of a stream: a terminal tells that it is one, and its width. */
export type Output = Writable & { isTTY?: boolean; columns?: number };

/**
 * A stream that is written to at the pace of its reader. Once it cannot be written, because its reader has gone or
 * the disk is full, everything else is dropped; whoever needs to know asks for the failure.
 */
export class Sink {
  private error: NodeJS.ErrnoException | undefined;
  private lastWrite = Promise.resolve();

  constructor(private readonly stream: Output) {
    stream.on("error", (error) => this.fail(error));
  }

  /** Whether writing is pointless: nobody reads any more, as behind `| head`, or it failed. */
  get isClosed(): boolean {
    return this.error !== undefined;
  }

  /** What writing failed with; its code is EPIPE when the reader has gone. */
  get failure(): NodeJS.ErrnoException | undefined {
    return this.error;
  }

  get isTerminal(): boolean {
    return this.stream.isTTY ?? false;
  }

  /** The terminal's width in columns. Defaults to $COLUMNS, and to 120 without one. */
  get width(): number {
    const told = this.isTerminal ? this.stream.columns : Number(process.env.COLUMNS);
    return told !== undefined && Number.isInteger(told) && told > 0 ? told : 120;
  }

  /** Writes a text, and waits until it is written or cannot be. */
  async write(text: string): Promise<void> {
    if (this.isClosed || text === "") return;
    this.lastWrite = new Promise((resolve) => {
      this.stream.write(text, (error) => {
        if (error) this.fail(error);
        resolve();
      });
    });
    await this.lastWrite;
  }

  /** Waits for the writes that nobody waited for. */
  async settled(): Promise<void> {
    await this.lastWrite;
  }

  private fail(error: Error): void {
    this.error ??= error;
  }
}
