import { once } from "node:events";

/** A stream that is written to at the pace of its reader, and quietly no more once the reader has gone. */
export class Sink {
  private gone = false;

  constructor(private readonly stream: NodeJS.WriteStream) {
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
    return this.stream.isTTY;
  }

  /** The terminal's width in columns. Defaults to $COLUMNS, and to 120 without one. */
  get width(): number {
    const told = this.stream.isTTY ? this.stream.columns : Number(process.env.COLUMNS);
    return Number.isInteger(told) && told > 0 ? told : 120;
  }

  async write(text: string): Promise<void> {
    if (this.gone || text === "") return;
    if (this.stream.write(text)) return;
    await Promise.race([once(this.stream, "drain"), once(this.stream, "close")]).catch(
      () => undefined,
    );
  }
}
