import { cloudTrailName } from "./names";

/** A value as JSON has it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Structures inside of structures that are read. */
const deepest = 64;

/**
 * A structure as Athena and CloudTrail Lake write one into a CSV file: `{type=Root, accountid=111122223333}`, and lists
 * in brackets. Nothing in it is quoted, so that a value ends where the next `, name=` or the closing brace stands.
 *
 * @returns Nothing when the text is no such structure.
 */
export function structOf(text: string): Json | undefined {
  const reader = new StructReader(text);
  try {
    const value = reader.value(0);
    return reader.isDone ? value : undefined;
  } catch (error) {
    if (error instanceof NoStruct) return undefined;
    throw error;
  }
}

class NoStruct extends Error {}

class StructReader {
  private at = 0;

  constructor(private readonly text: string) {}

  get isDone(): boolean {
    return this.at === this.text.length;
  }

  value(depth: number): Json {
    if (depth > deepest) throw new NoStruct();
    switch (this.text[this.at]) {
      case "{":
        return this.members(depth);
      case "[":
        return this.elements(depth);
      default:
        return this.plain();
    }
  }

  private members(depth: number): Json {
    const members: [string, Json][] = [];
    this.at += 1;
    while (this.text[this.at] !== "}") {
      if (members.length > 0) this.separator();
      const [, name] = this.match(/([A-Za-z_][\w-]*)=/y);
      members.push([cloudTrailName(name ?? ""), this.value(depth + 1)]);
    }
    this.at += 1;
    return Object.fromEntries(members);
  }

  private elements(depth: number): Json {
    const elements: Json[] = [];
    this.at += 1;
    while (this.text[this.at] !== "]") {
      if (elements.length > 0) this.separator();
      elements.push(this.value(depth + 1));
    }
    this.at += 1;
    return elements;
  }

  private separator(): void {
    this.match(/, /y);
  }

  /** A text up to the next member or the end of what it stands in. */
  private plain(): Json {
    const [text = ""] = this.match(/[^}\],]*(?:,(?! [A-Za-z_][\w-]*=)[^}\],]*)*/y);
    return text === "null" ? null : text;
  }

  private match(pattern: RegExp): RegExpExecArray {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) throw new NoStruct();
    this.at = pattern.lastIndex;
    return found;
  }
}
