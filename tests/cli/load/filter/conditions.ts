import { literal } from "../../../../sql/catalogue";
import { Random } from "../../../../samples/random";
import { texts } from "./oddRecords";

const operands = [
  "eventName",
  "errorCode",
  "eventSource",
  "userIdentity:type",
  "userIdentity:type::string",
  "userIdentity:Type::string",
  "userIdentity:invokedBy::string",
  "userIdentity['a/b']::string",
  "userIdentity['say \"hi\"']::string",
  "userIdentity['größe']::string",
  "userIdentity['😀']::string",
  "userIdentity['*']::string",
  "resources[0]:ARN::string",
  "resources[1]:type",
  "requestParameters:eventName::string",
  "requestParameters:errorCode.type::string",
  "record:userIdentity:type::string",
  "additionalEventData",
  "userIdentity",
  "lower(eventName)",
  "upper(userIdentity:type::string)",
  "lower(coalesce(errorCode, eventSource))",
  "coalesce(errorCode, 'Root')",
  "coalesce(userIdentity:invokedBy::string, eventName, 'none')",
  "nvl(requestParameters:type::string, null)",
];

/** Makes conditions over the columns of `cloudtrail`, the same ones in each run. */
export class Conditions {
  private readonly random = new Random("conditions");

  next(depth = 3): string {
    const kind = this.random.next();
    if (depth === 0 || kind < 0.4) return this.atom();
    if (kind < 0.65) return `(${this.next(depth - 1)} and ${this.next(depth - 1)})`;
    if (kind < 0.95) return `(${this.next(depth - 1)} or ${this.next(depth - 1)})`;
    return `not ${this.next(depth - 1)}`;
  }

  private atom(): string {
    const operand = this.random.pick(operands);
    const [text, other] = [this.text(), this.text()];
    return this.random.pick([
      `${operand} = ${text}`,
      `${operand} = ${text}`,
      `${text} = ${operand}`,
      `${operand} is not distinct from ${text}`,
      `${operand} is distinct from ${text}`,
      `${operand} in (${text}, ${other})`,
      `${operand} in (${text}, ${other})`,
      `${operand} not in (${text}, ${other})`,
      `${operand} not like ${this.pattern()}`,
      `${operand} <> ${text}`,
      `${operand} like ${this.pattern()}`,
      `${operand} like ${this.pattern()}`,
      `${operand} like ${this.pattern("^")} escape '^'`,
      `${operand} like any (${this.pattern()}, ${this.pattern()})`,
      `${operand} like all (${this.pattern()}, ${this.pattern()})`,
      `startswith(${operand}::string, ${text})`,
      `endswith(${operand}::string, ${text})`,
      `contains(${operand}::string, ${text})`,
      `${operand} is null`,
      `${operand} is not null`,
      `${operand}::string is not null`,
      `${operand}::string not in (${text}, ${other})`,
      `split_part(${operand}::string, ${text}, 1) <> ${other}`,
      `${operand} ilike ${text}`,
      `${operand} ilike ${this.pattern()}`,
      `lower(${operand}::string) = lower(${text})`,
      `lower(${operand}::string) = ${literal(this.random.pick(texts).toLowerCase())}`,
      `upper(${operand}::string) like ${this.pattern().toUpperCase()}`,
    ]);
  }

  private text(): string {
    return literal(this.random.pick(texts));
  }

  /** A text in which pieces have given way to wildcards. */
  private pattern(escape = ""): string {
    const characters = [...this.random.pick(texts)].map((character) => {
      const chance = this.random.next();
      if (chance < 0.15) return "%";
      if (chance < 0.25) return "_";
      return escape !== "" && "%_^".includes(character) ? `${escape}${character}` : character;
    });
    const begin = this.random.next() < 0.2 ? "%" : "";
    const end = this.random.next() < 0.4 ? "%" : "";
    return literal(`${begin}${characters.join("")}${end}`);
  }
}
