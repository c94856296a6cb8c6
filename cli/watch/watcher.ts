import { DatabaseError } from "../../engine";
import type { Discovery, Problem } from "../sources/discover";
import { load } from "../load/load";
import type { Rows } from "../output/rows";
import type { SourceFile } from "../sources/sourceFile";
import type { Warehouse } from "../warehouse/warehouse";
import { Settled } from "./settled";
import { ToldFindings } from "./toldFindings";

/** What a watcher works with. */
export interface Watched {
  /**
   * Looks for files.
   *
   * @param since When it looked last and got all that there was to read. Undefined when it never did.
   */
  discover: (since: Date | undefined) => Promise<Discovery>;
  /** Opens the database for as long as the work takes, so that others can use it in between. */
  withWarehouse: (work: (warehouse: Warehouse) => Promise<void>) => Promise<void>;
  /** Milliseconds for which a file has to stay as it is before it is read. */
  quiet: number;
  /** Prints findings, and tells whether they have reached whoever reads them. */
  onFindings: (rows: Rows) => Promise<boolean>;
  /** Tells what could not be looked at or read. */
  onProblem: (problem: Problem) => Promise<void>;
  signal: AbortSignal;
}

/** What was done so far. */
export interface WatchTotals {
  /** Files that were loaded. */
  files: number;
  events: number;
  /** Sound files that are no logs. */
  other: number;
  findings: number;
}

/** Loads the files that have come since it looked last, and tells the findings that nobody was told of. */
export class Watcher {
  readonly totals: WatchTotals = { files: 0, events: 0, other: 0, findings: 0 };
  private readonly settled: Settled;
  /** What was told of paths that cannot be looked at, and of files that were read: the reason by the path. */
  private unseen = new Map<string, string>();
  private readonly unread = new Map<string, string>();
  private hasLooked = false;
  /** When it looked last and got all that there was to read. */
  private completeAt: Date | undefined;

  constructor(private readonly watched: Watched) {
    this.settled = new Settled(watched.quiet);
  }

  /**
   * Notes what there is to be found in the events that the database holds already, unless an earlier watch did.
   *
   * @throws DatabaseError when the database cannot be used.
   */
  async begin(): Promise<void> {
    await this.watched.withWarehouse(async (warehouse) => {
      await warehouse.ready();
      await ToldFindings.of(warehouse);
    });
  }

  /**
   * Looks once.
   *
   * @param now Milliseconds since 1970. Defaults to the time of the call.
   * @returns What there was.
   */
  async look(now = Date.now()): Promise<Discovery> {
    const discovery = await this.watched.discover(this.completeAt);
    const toRead = this.settled.toRead(discovery.files, now);
    const unseen = [...discovery.problems];
    let unread = 0;
    if (toRead.length > 0 || !this.hasLooked) {
      try {
        await this.watched.withWarehouse(async (warehouse) => {
          unread = await this.read(warehouse, toRead);
        });
      } catch (error) {
        // Whoever holds the database lets go of it again; the files are read at a later look.
        if (!(error instanceof DatabaseError)) throw error;
        unseen.push({ path: "the database", reason: error.message });
      }
    }
    await this.tellNew(unseen, this.unseen);
    this.unseen = byPath(unseen);
    if (unseen.length + unread === 0) this.completeAt = new Date(now);
    return discovery;
  }

  /** @returns How many of the files their place did not give. They are read again at the next look. */
  private async read(warehouse: Warehouse, files: readonly SourceFile[]): Promise<number> {
    const { signal } = this.watched;
    const report = await load(
      warehouse,
      { files: [...files], problems: [], passedOver: 0 },
      { signal },
    );
    const unread = new Set(report.unread);
    this.settled.done(files.filter(({ name }) => !unread.has(name)));
    this.totals.files += report.loaded;
    this.totals.events += report.events;
    this.totals.other += report.other.length;
    const problems = [...report.damaged, ...report.setAside];
    await this.tellNew(problems, this.unread);
    for (const { name } of files) this.unread.delete(name);
    for (const [path, reason] of byPath(problems)) this.unread.set(path, reason);
    // What a run loaded that was then killed may still have to be told.
    if (report.events > 0 || !this.hasLooked) {
      await warehouse.ready();
      const findings = await ToldFindings.of(warehouse);
      this.totals.findings += await findings.tell(this.watched.onFindings);
    }
    this.hasLooked = true;
    return unread.size;
  }

  /** Tells each problem once, for as long as it stays what it is. */
  private async tellNew(
    problems: readonly Problem[],
    told: ReadonlyMap<string, string>,
  ): Promise<void> {
    for (const problem of problems) {
      if (told.get(problem.path) !== problem.reason) await this.watched.onProblem(problem);
    }
  }
}

function byPath(problems: readonly Problem[]): Map<string, string> {
  return new Map(problems.map(({ path, reason }) => [path, reason]));
}
