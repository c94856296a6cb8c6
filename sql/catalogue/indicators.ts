import { isIP } from "node:net";
import { z } from "zod";
import { entry, expiry, listSelect, type ListView, readList } from "./list";
import { patternColumns } from "./pattern";

export const kinds = ["address", "network", "access_key", "user_agent"] as const;

/** What tells an attacker. */
export interface Indicator {
  kind: (typeof kinds)[number];
  /** An address, a network such as 203.0.113.0/24, the id of an access key, or a user agent in which * stands for any characters. */
  value: string;
  /** What it is known for. */
  description: string;
  /** Who says so. Defaults to nobody. */
  source?: string | undefined;
  /** The last day in UTC on which it counts, as YYYY-MM-DD. Defaults to none: it always does. */
  expires?: string | undefined;
}

/** How a value of each kind is told, and what it is. */
const forms: Readonly<
  Record<Indicator["kind"], readonly [RegExp | ((value: string) => boolean), string]>
> = {
  address: [(value) => isIP(value) !== 0, "an address such as 203.0.113.7 or 2001:db8::7"],
  network: [isNetwork, "a network such as 203.0.113.0/24 or 2001:db8::/32"],
  access_key: [/^A[A-Z0-9]{15,127}$/, "the id of an access key, such as AKIAIOSFODNN7EXAMPLE"],
  user_agent: [/[^*\s]/, "a user agent, in which * stands for any characters"],
};

/**
 * Reads the indicators of compromise.
 *
 * @param today The day in UTC, as YYYY-MM-DD.
 * @throws CatalogueError that names the file, and of each wrong line its number and what is expected.
 */
export function readIndicators(file: string, today: string): Indicator[] {
  return readList(
    file,
    {
      kind: z.enum(kinds, `expected one of ${kinds.join(", ")}`),
      value: entry,
      description: entry,
      source: entry.optional(),
      expires: expiry(today).optional(),
    },
    ({ kind, value }) => {
      const [form, what] = forms[kind];
      const isOne = typeof form === "function" ? form(value) : form.test(value);
      return isOne ? undefined : `value: expected ${what}, found "${value}"`;
    },
  );
}

function isNetwork(value: string): boolean {
  return value.includes("/") && "first_address" in patternColumns(value);
}

/** The view of the indicators. */
export function indicatorsView(file: string, indicators: readonly Indicator[]): ListView {
  return {
    viewName: "INDICATORS",
    title: "Addresses and other marks of attackers",
    statement: listSelect(
      file,
      {
        kind: "varchar",
        value: "varchar",
        description: "varchar",
        source: "varchar",
        expires: "date",
        like_pattern: "varchar",
        first_address: "varchar",
        last_address: "varchar",
      },
      indicators.map((each) => ({ ...each, ...patternColumns(each.value) })),
    ),
  };
}
