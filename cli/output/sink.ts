import { once } from "node:events";
import type { Writable } from "node:stream";

/** What a sink needs to know of a stream: a terminal tells that it is one, and its width. */
export type Output = Writable & { isTTY?: boolean; columns?: number };

/** A stream that is written to at the pace of its reader, and quietly no more once the reader has gone. */
export class Sink {
  private gone = false;

  constructor(private readonly stream: Output) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      this.gone = true;
    });
  }

  /** Whether nobody reads any more, as behind `| head`. */
  get isClosed(): boolean {
    return this.gone;
  }

  get isTerminal(): boolean {
    return this.stream.isTTY ?? false;
  }

  /** The terminal's width in columns. Defaults to $COLUMNS, and to 120 without one. */
  get width(): number {
    const told = this.isTerminal ? this.stream.columns : Number(process.env.COLUMNS);
    return told !== undefined && Number.isInteger(told) && told > 0 ? told : 120;
  }

  async write(text: string): Promise<void> {
    if (this.gone || text === "") return;
    if (this.stream.write(text)) return;
    await Promise.race([once(this.stream, "drain"), once(this.stream, "close")]).catch(
      () => undefined,
    );
  }
}
