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
  /** What is for CloudTrail, and correlations, which have no log source of their own. */
  private readonly documents: SigmaDocument[] = [];
  /** What is for other logs, with their names. */
  private readonly elsewhere = new Map<SigmaDocument, string>();
  private readonly refused: Refused[] = [];
  /** What each rule asks, and the filters for it; undefined where that is refused. */
  private readonly conditions = new Map<SigmaDocument, Condition | undefined>();

  constructor(files: readonly SigmaFile[]) {
    for (const file of files) {
      const { documents, refused } = readDocuments(file);
      this.refused.push(...refused);
      for (const document of documents) this.attempt(document, () => this.take(document));
    }
  }

  private take(document: SigmaDocument): void {
    const source = document.kind === "correlation" ? undefined : otherSource(document);
    if (source === undefined) this.documents.push(document);
    else this.elsewhere.set(document, source);
  }

  result(): ImportResult {
    for (const rule of this.kind("rule")) {
      this.conditions.set(
        rule,
        this.attempt(rule, () => ruleCondition(rule)),
      );
    }
    const filters = this.kind("filter").filter(
      (filter) => this.attempt(filter, () => this.filter(filter)) !== undefined,
    );
    const correlated = this.onlyCorrelated();
    const ids = new DetectionIds();
    const detections = this.documents.flatMap((document): Imported[] => {
      if (document.kind === "filter" || correlated.has(document)) return [];
      const imported = this.attempt(document, () => this.detection(document, ids));
      return imported ? [imported] : [];
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

  /** Does something for a document. If that is refused, it is noted, and gives undefined. */
  private attempt<T>(document: SigmaDocument, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refused.push({ file: document.file, title: document.title, reason: error.message });
      return undefined;
    }
  }

  /** Has the rules that a filter is for meet it, too. One that cannot be expressed takes them along. */
  private filter(filter: SigmaDocument): Condition {
    const names = filteredBy(filter);
    const rules = this.kind("rule").filter(
      (rule) => names === undefined || names.some((name) => rule.names.includes(name)),
    );
    if (rules.length === 0) {
      throw new Refusal(`filter: none of the rules here is called ${names?.join(" or ") ?? "so"}.`);
    }
    try {
      const condition = filterCondition(filter);
      for (const rule of rules) {
        const own = this.conditions.get(rule);
        this.conditions.set(rule, own && allOf([own, condition]));
      }
      return condition;
    } catch (error) {
      for (const rule of rules.filter((each) => this.conditions.get(each))) {
        this.conditions.set(rule, undefined);
        const reason = `its filter "${filter.title}" cannot be expressed.`;
        this.refused.push({ file: rule.file, title: rule.title, reason });
      }
      throw error;
    }
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

  private detection(document: SigmaDocument, ids: DetectionIds): Imported | undefined {
    const condition = this.conditions.get(document);
    if (document.kind === "rule" && condition === undefined) return undefined;
    const statement = condition
      ? selectWhere(condition)
      : correlationStatement(document, (name) => this.find(name));
    const id = ids.next(document);
    const { file, title } = document;
    return { id, text: detectionText(id, document, statement), statement, file, title };
  }

  private find(name: string): Referred {
    const [found, another] = [...this.documents, ...this.elsewhere.keys()].filter(
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

function ruleCondition(rule: SigmaDocument): Condition {
  return within("detection", () => detectionCondition(sectionOf(rule, "detection")));
}

function counts(texts: readonly string[]): Map<string, number> {
  const counted = new Map<string, number>();
  for (const text of texts) counted.set(text, (counted.get(text) ?? 0) + 1);
  return counted;
}
