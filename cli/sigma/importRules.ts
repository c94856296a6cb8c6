import { Refusal, within } from "./document/refusal";
import { allOf, type Condition } from "./match/condition";
import { detectionCondition } from "./match/detection";
import {
  correlationStatement,
  generatesItsRules,
  referredBy,
  type Referred,
} from "./rule/correlation";
import {
  otherSource,
  readDocuments,
  sectionOf,
  type Refused,
  type SigmaDocument,
  type SigmaFile,
} from "./rule/document";
import { filterCondition, filteredBy } from "./rule/filter";
import { detectionText } from "./rule/detectionText";
import { DetectionIds } from "./rule/id";
import { selectWhere } from "./statement/select";

/** A rule as the text of a detection's file. */
export interface Imported {
  id: string;
  /** The whole text of the file, and the SELECT in it. */
  text: string;
  statement: string;
  /** Where the rule stands, and its title. */
  file: string;
  title: string;
}

/** What became of the documents of some files: each is in one of these. */
export interface ImportResult {
  detections: Imported[];
  refused: Refused[];
  /** How many rules and filters are for other logs than CloudTrail's, by their log source. */
  elsewhere: ReadonlyMap<string, number>;
  /** How many rules are part of correlations alone. */
  correlated: number;
  /** How many filters are part of rules. */
  filters: number;
}

/** Turns Sigma rules into detections in Snowflake's SQL. What cannot be expressed is told, and all the rest is done. */
export function importRules(files: readonly SigmaFile[]): ImportResult {
  return new Import(files).result();
}

class Import {
  private readonly documents: SigmaDocument[] = [];
  private readonly refused: Refused[] = [];
  private readonly elsewhere = new Map<SigmaDocument, string>();
  /** What each rule for CloudTrail asks; undefined where that is refused. */
  private readonly conditions = new Map<SigmaDocument, Condition | undefined>();

  constructor(files: readonly SigmaFile[]) {
    for (const file of files) {
      const { documents, refused } = readDocuments(file);
      this.documents.push(...documents);
      this.refused.push(...refused);
    }
  }

  result(): ImportResult {
    for (const rule of this.kind("rule")) this.rule(rule);
    const filters = this.kind("filter").filter((filter) => this.filter(filter));
    const correlated = this.onlyCorrelated();
    const ids = new DetectionIds();
    const detections = this.documents.flatMap((document): Imported[] => {
      if (document.kind === "filter" || correlated.has(document)) return [];
      const imported = this.attempt(document, () => {
        const statement = this.statement(document);
        if (statement === undefined) return undefined;
        const id = ids.next(document);
        return { id, text: detectionText(id, document, statement), statement };
      });
      return imported ? [{ ...imported, file: document.file, title: document.title }] : [];
    });
    return {
      detections,
      refused: this.refused,
      elsewhere: counts([...this.elsewhere.values()]),
      correlated: [...correlated].filter((rule) => this.conditions.get(rule)).length,
      filters: filters.length,
    };
  }

  private kind(kind: SigmaDocument["kind"]): SigmaDocument[] {
    return this.documents.filter((document) => document.kind === kind);
  }

  /** Does something for a document, and notes it as refused if that cannot be done. */
  private attempt<T>(document: SigmaDocument, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refused.push({ file: document.file, title: document.title, reason: error.message });
      return undefined;
    }
  }

  private isElsewhere(document: SigmaDocument): boolean {
    const source = otherSource(document);
    if (source !== undefined) this.elsewhere.set(document, source);
    return source !== undefined;
  }

  private rule(rule: SigmaDocument): void {
    const condition = this.attempt(rule, () =>
      this.isElsewhere(rule)
        ? undefined
        : within("detection", () => detectionCondition(sectionOf(rule, "detection"))),
    );
    if (!this.elsewhere.has(rule)) this.conditions.set(rule, condition);
  }

  /** Has the rules that a filter is for meet it, too. One that cannot be expressed takes them along. */
  private filter(filter: SigmaDocument): boolean {
    const isApplied = this.attempt(filter, () => {
      if (this.isElsewhere(filter)) return false;
      const names = filteredBy(filter);
      const rules = [...this.conditions.keys()].filter(
        (rule) => names === undefined || names.some((name) => rule.names.includes(name)),
      );
      if (rules.length === 0) {
        throw new Refusal(
          `filter: none of the rules here is called ${names?.join(" or ") ?? "so"}.`,
        );
      }
      const condition = this.attempt(filter, () => filterCondition(filter));
      for (const rule of rules) {
        const own = this.conditions.get(rule);
        this.conditions.set(rule, own && condition && allOf([own, condition]));
        if (own && !condition) {
          this.attempt(rule, () => {
            throw new Refusal(`its filter "${filter.title}" cannot be expressed.`);
          });
        }
      }
      return condition !== undefined;
    });
    return isApplied === true;
  }

  /** The rules that correlations refer to, unless one of those asks for detections of them as well. */
  private onlyCorrelated(): Set<SigmaDocument> {
    const referred = this.kind("correlation").map((correlation) => {
      const names = this.namesIn(correlation);
      const rules = this.kind("rule").filter((rule) =>
        rule.names.some((name) => names.includes(name)),
      );
      return { rules, isGenerating: generatesItsRules(correlation) };
    });
    const generated = new Set(
      referred.filter(({ isGenerating }) => isGenerating).flatMap(({ rules }) => rules),
    );
    return new Set(referred.flatMap(({ rules }) => rules).filter((rule) => !generated.has(rule)));
  }

  private namesIn(correlation: SigmaDocument): string[] {
    try {
      return referredBy(correlation);
    } catch (error) {
      // What is wrong with it is told where its statement is made.
      if (error instanceof Refusal) return [];
      throw error;
    }
  }

  private statement(document: SigmaDocument): string | undefined {
    if (document.kind === "correlation") {
      return correlationStatement(document, (name) => this.find(name));
    }
    const condition = this.conditions.get(document);
    return condition && selectWhere(condition);
  }

  private find(name: string): Referred {
    const [found, another] = this.documents.filter(
      ({ kind, names }) => kind !== "filter" && names.includes(name),
    );
    if (found === undefined) throw new Refusal(`there is no rule ${name} in the files given.`);
    if (another !== undefined) throw new Refusal(`two rules are called ${name}.`);
    if (found.kind === "correlation") {
      throw new Refusal(`${name} is a correlation itself, and only rules are correlated here.`);
    }
    const source = this.elsewhere.get(found);
    if (source !== undefined) throw new Refusal(`${name} is for ${source}, not for CloudTrail.`);
    const condition = this.conditions.get(found);
    if (condition === undefined) throw new Refusal(`the rule ${name} cannot be expressed.`);
    return { names: found.names, condition };
  }
}

function counts(texts: readonly string[]): Map<string, number> {
  const counted = new Map<string, number>();
  for (const text of texts) counted.set(text, (counted.get(text) ?? 0) + 1);
  return counted;
}
