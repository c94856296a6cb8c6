import { identifier, type RecordFilter, type Session } from "../../engine";
import { matcherOf } from "../load/filter/matcher";
import type { Flattening } from "../warehouse/flattening";

/** The columns that tell what kind of event it is, with the keys of a record that they are. */
const kindKeys = { EVENTSOURCE: "eventSource", EVENTNAME: "eventName" };

export const kindColumns: ReadonlySet<string> = new Set(Object.keys(kindKeys));

/** What kinds of events there are. */
export class EventKinds {
  /** A record of each kind, with these keys alone. */
  private readonly records: readonly Buffer[];

  /** @param kinds The values of the columns, in their order. */
  constructor(kinds: Iterable<readonly unknown[]>) {
    const keys = Object.values(kindKeys);
    this.records = Array.from(kinds, (values) =>
      Buffer.from(JSON.stringify(Object.fromEntries(keys.map((key, at) => [key, values[at]])))),
    );
  }

  /** Those in tables of events. */
  static async in(session: Session, tables: readonly string[]): Promise<EventKinds> {
    const columns = [...kindColumns].map(identifier).join(", ");
    const selects = tables.map((name) => `select ${columns} from ${identifier(name)}`);
    return new EventKinds(await session.rows(selects.join(" union ")));
  }

  /** @param filter What a query needs, as far as its conditions are on `kindPlaces`. */
  mayPass(filter: RecordFilter | undefined): boolean {
    if (filter === undefined) return this.records.length > 0;
    const takes = matcherOf(filter);
    return this.records.some((record) => takes(record, 0, record.length));
  }
}

/** Where the columns stand that tell an event's kind. Of the others that is not told. */
export function kindPlaces({
  columns,
  places,
}: Pick<Flattening, "columns" | "places">): Flattening["places"] {
  return places.map((place, at) => (kindColumns.has(columns[at]?.name ?? "") ? place : undefined));
}
