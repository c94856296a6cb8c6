import type { RecordFilter, RecordValue } from "../../../engine";
import type { RecordTest } from "../recordChoice";
import { hiddenKeyPattern, valuePattern } from "./valuePattern";
import { fittingOf, RecordValues, type Fitting } from "./recordValues";

/** Records in which all values are looked for, to learn which of them are rare. */
const sampleSize = 256;

/**
 * Makes a test of records from a filter, for records of strict JSON. It never parses: a record that does not have to pass
 * may do so, and one that has to always does.
 *
 * Most records do not pass, and these have to be read to their end. So there is one regular expression that all that pass
 * match: of several conditions that have to hold, it looks for the one that was the rarest in the first records. Only of what
 * matches it are the values taken out, for all conditions once, however many there are.
 */
export function matcherOf(filter: RecordFilter): RecordTest {
  const condition = conditionOf(filter);
  const hiddenKey = hiddenKeyPattern(keysOf(filter));
  let untried = sampleSize;
  let rarest: RegExp | undefined;
  return (text, start, end) => {
    const record = text.toString("latin1", start, end);
    if (record.includes("\\") && hiddenKey.test(record)) return true;
    if (untried > 0) {
      untried -= 1;
      const values = new RecordValues(record);
      condition.learn(values);
      return condition.holds(values);
    }
    rarest ??= expressionFor(condition.rarest().values);
    return rarest.test(record) && condition.holds(new RecordValues(record));
  };
}

/** Values of which every record has one for which the condition holds, and how often one was seen. */
interface Rarest {
  values: readonly RecordValue[];
  seen: number;
}

interface Condition {
  holds(record: RecordValues): boolean;
  /** Counts the values that the record has. */
  learn(record: RecordValues): void;
  rarest(): Rarest;
}

function conditionOf(filter: RecordFilter): Condition {
  switch (filter.kind) {
    case "value":
      return new ValueCondition(filter);
    case "all":
      return new AllConditions(filter.of.map(conditionOf));
    case "any":
      return new AnyCondition(filter.of.map(conditionOf));
  }
}

class ValueCondition implements Condition {
  private readonly fits: Fitting;
  private seen = 0;

  constructor(private readonly value: RecordValue) {
    this.fits = fittingOf(value);
  }

  holds(record: RecordValues): boolean {
    return record.of(this.value.key)?.some(this.fits) ?? true;
  }

  learn(record: RecordValues): void {
    if (this.holds(record)) this.seen += 1;
  }

  rarest(): Rarest {
    return { values: [this.value], seen: this.seen };
  }
}

class AllConditions implements Condition {
  constructor(private readonly of: readonly Condition[]) {}

  holds(record: RecordValues): boolean {
    return this.of.every((condition) => condition.holds(record));
  }

  learn(record: RecordValues): void {
    for (const condition of this.of) condition.learn(record);
  }

  rarest(): Rarest {
    return this.of
      .map((condition) => condition.rarest())
      .reduce((one, other) => (other.seen < one.seen ? other : one));
  }
}

class AnyCondition implements Condition {
  constructor(private readonly of: readonly Condition[]) {}

  holds(record: RecordValues): boolean {
    return this.of.some((condition) => condition.holds(record));
  }

  learn(record: RecordValues): void {
    for (const condition of this.of) condition.learn(record);
  }

  rarest(): Rarest {
    const all = this.of.map((condition) => condition.rarest());
    return {
      values: all.flatMap(({ values }) => values),
      seen: all.reduce((sum, { seen }) => sum + seen, 0),
    };
  }
}

/** What matches a record that has any of the values, each key once. */
function expressionFor(values: readonly RecordValue[]): RegExp {
  const byKey = new Map<string, RecordValue[]>();
  for (const value of values) byKey.set(value.key, [...(byKey.get(value.key) ?? []), value]);
  const patterns = [...byKey].map(([key, of]) => valuePattern(key, of));
  return new RegExp(patterns.length > 0 ? patterns.join("|") : "(?!)");
}

function keysOf(filter: RecordFilter): string[] {
  return filter.kind === "value" ? [filter.key] : filter.of.flatMap(keysOf);
}
