import { Locations } from "../geo/locations";
import { printRows, type Format } from "../output/format";
import { readable } from "../output/readable";
import type { Warehouse } from "../warehouse/warehouse";
import type { Terminal } from "../output/terminal";
import { addEachOnce, eachOnceSelect } from "../summary/eachOnce";
import { summarySelect } from "../summary/select";
import { isSubject, subjects } from "../summary/subjects";
import type { Input } from "./inputText";
import type { SourceOptions } from "./loading";
import { withoutDetections } from "./askedCatalogue";
import { overEvents, type Events, type Unkept } from "./overEvents";

export interface SummaryOptions extends SourceOptions {
  format: Format;
  db?: string;
  /** Databases of addresses. */
  geoip: string[];
}

/**
 * Prints who called what, from where and when.
 *
 * @param given What stands after `summary`: perhaps whose summary it is, then the paths to load.
 * @returns The exit status.
 */
export async function summary(
  given: readonly string[],
  options: SummaryOptions,
  terminal: Terminal,
  stdin: Input,
): Promise<number> {
  const { format } = options;
  const { stdout } = terminal;
  const [first = "", ...more] = given;
  const [chosen, paths] = isSubject(first) ? [[first], more] : [subjects, given];
  const locations = await Locations.open(options.geoip);
  const events: Events = {
    ...{ paths, stdin, sources: options, db: options.db, catalogue: withoutDetections() },
    unlessKept: briefly,
  };
  return overEvents(events, terminal, async (warehouse) => {
    const { engine } = warehouse;
    await addEachOnce(warehouse);
    const layout = { onOneLine: chosen.length > 1 };
    for (const [at, subject] of chosen.entries()) {
      const rows = await engine.stream(summarySelect(subject));
      const result = subject === "address" ? locations.added(rows, subject) : rows;
      if (at > 0 && (format === "table" || format === "csv")) await stdout.write("\n");
      await printRows(stdout, format, format === "table" ? readable(result) : result, layout);
      if (stdout.isClosed) return;
    }
  });
}

/** Only what EACH_ONCE reads is stored. */
function briefly(warehouse: Warehouse): Unkept {
  const columns = warehouse.columnsOf(eachOnceSelect);
  return { choice: columns === undefined ? {} : { stored: [{ columns }] } };
}
