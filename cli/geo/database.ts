import { readFile } from "node:fs/promises";
import { isIP } from "node:net";
import { Reader, type AsnResponse, type CountryResponse } from "mmdb-lib";
import { reasonOf } from "../sources/discover";
import { UsageError } from "../output/usageError";

/** What a database tells of an address; what it does not know is missing. */
export interface Location {
  /** The country's two letters of ISO 3166-1, such as `NL`. */
  country?: string;
  /** The autonomous system and who runs it: `AS64500 Example Hosting`. */
  network?: string;
}

/** The fields of MaxMind's databases that are read; a database has some of them. */
type Fields = Partial<Pick<CountryResponse, "country" | "registered_country"> & AsnResponse>;

/**
 * A database of addresses in MaxMind's format: of countries (or cities), or of autonomous systems.
 * Source: "MaxMind DB File Format Specification" 2.0, "GeoIP2 and GeoLite2 Databases".
 */
export class GeoDatabase {
  private constructor(
    private readonly file: string,
    private readonly reader: Reader<CountryResponse>,
  ) {}

  /** @throws UsageError when the file cannot be read or is no such database. */
  static async open(file: string): Promise<GeoDatabase> {
    const bytes = await readFile(file).catch((error: unknown) => {
      throw new UsageError(`The database "${file}" of --geoip cannot be read: ${reasonOf(error)}.`);
    });
    let reader: Reader<CountryResponse>;
    try {
      reader = new Reader(bytes);
    } catch {
      throw new UsageError(
        `"${file}" is no database for --geoip. Give it a file in MaxMind's format, whose name ends in .mmdb.`,
      );
    }
    const { databaseType } = reader.metadata;
    if (!/country|city|enterprise|asn|isp/i.test(databaseType)) {
      throw new UsageError(
        `The database "${file}" of --geoip is of the type "${databaseType}", which tells neither countries nor networks. Give one of countries, cities or ASNs.`,
      );
    }
    return new GeoDatabase(file, reader);
  }

  /**
   * @param address A text from a log, perhaps no address at all: an AWS service's name stands there, too.
   * @throws UsageError when the database is damaged.
   */
  locate(address: string): Location {
    // An IPv4 address may be written as one of IPv6.
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
    const version = isIP(plain);
    // The tree of a database of IPv4 has no place for an address of IPv6, and the reader would find one.
    if (version === 0 || version > this.reader.metadata.ipVersion) return {};
    const fields = this.fieldsOf(plain);
    const country = fields?.country?.iso_code ?? fields?.registered_country?.iso_code;
    const number = fields?.autonomous_system_number;
    const organization = fields?.autonomous_system_organization;
    return {
      ...(typeof country === "string" ? { country } : {}),
      ...(number === undefined ? {} : { network: `AS${number} ${organization ?? ""}`.trim() }),
    };
  }

  private fieldsOf(address: string): Fields | null {
    try {
      return this.reader.get(address);
    } catch {
      throw new UsageError(
        `The database "${this.file}" of --geoip is damaged or cut off. Get it again.`,
      );
    }
  }
}
