import type { Column, Rendered } from "../../engine";
import type { Rows } from "../output/rows";
import { GeoDatabase, type Location } from "./database";

const added: Column[] = ["country", "network"].map((label) => ({
  name: label.toUpperCase(),
  label,
  type: "VARCHAR",
}));

/** What some databases together tell of addresses: of each kind of knowledge, the first that has it. */
export class Locations {
  private constructor(private readonly databases: readonly GeoDatabase[]) {}

  /** @throws UsageError for a file that is no such database. */
  static async open(files: readonly string[]): Promise<Locations> {
    return new Locations(await Promise.all(files.map((file) => GeoDatabase.open(file))));
  }

  /** Where an address is as one text, `NL, AS64500 Example Hosting`; an empty one where nothing is known. */
  describe(address: string): string {
    const { country, network } = this.locate(address);
    return [country, network].filter((part) => part !== undefined).join(", ");
  }

  /** An address with where it is behind it, as far as that is known. */
  annotate(address: string): string {
    const where = this.describe(address);
    return where === "" ? address : `${address} (${where})`;
  }

  /** The same rows with the columns `country` and `network` at their end, if there is a database. */
  added({ columns, rows }: Rows, addressColumn: string): Rows {
    if (this.databases.length === 0) return { columns, rows };
    const at = columns.findIndex(({ name }) => name === addressColumn.toUpperCase());
    const locate = (address: Rendered | undefined): Rendered[] => {
      const { country, network } = typeof address === "string" ? this.locate(address) : {};
      return [country ?? null, network ?? null];
    };
    async function* located(): AsyncGenerator<Rendered[][]> {
      for await (const some of rows) yield some.map((row) => [...row, ...locate(row[at])]);
    }
    return { columns: [...columns, ...added], rows: located() };
  }

  private locate(address: string): Location {
    return Object.assign(
      {},
      ...this.databases.map((each) => each.locate(address)).reverse(),
    ) as Location;
  }
}
