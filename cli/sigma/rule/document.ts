import { Refusal, seen } from "../document/refusal";
import { isMap, textOf, yamlDocuments, type Yaml, type YamlMap } from "../document/yaml";

/** A text that Sigma rules stand in. */
export interface SigmaFile {
  /** Its path, or what messages call it. */
  name: string;
  text: string;
}

/** One document of a file. */
export interface SigmaDocument {
  kind: "rule" | "correlation" | "filter";
  file: string;
  /** Whether it is the file's only document. */
  isAlone: boolean;
  title: string;
  /** What others call it: its id and its name. */
  names: readonly string[];
  content: YamlMap;
}

/** A document, or a part of one, that cannot be expressed. */
export interface Refused {
  file: string;
  /** The title, where there is one. */
  title?: string;
  reason: string;
}

/** The documents of a file, and those that are none of Sigma's. */
export function readDocuments(file: SigmaFile): { documents: SigmaDocument[]; refused: Refused[] } {
  const all = yamlDocuments(file.text);
  const documents: SigmaDocument[] = [];
  const refused: Refused[] = [];
  for (const each of all) {
    try {
      if (each instanceof Refusal) throw each;
      documents.push(documentOf(each, file.name, all.length === 1));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const title = !(each instanceof Refusal) && isMap(each) && each.title;
      refused.push({
        file: file.name,
        ...(typeof title === "string" ? { title } : {}),
        reason: error.message,
      });
    }
  }
  if (all.length === 0) refused.push({ file: file.name, reason: "it is empty." });
  return { documents, refused };
}

const sections = { detection: "rule", correlation: "correlation", filter: "filter" } as const;

function documentOf(content: Yaml, file: string, isAlone: boolean): SigmaDocument {
  if (!isMap(content)) throw new Refusal(`expected a Sigma rule, found ${seen(content)}.`);
  if (content.action !== undefined) {
    throw new Refusal(
      "action: it is not in Sigma any more. Write each rule as a document of its own.",
    );
  }
  const [section, another] = Object.entries(sections).filter(([key]) => content[key] !== undefined);
  if (section === undefined || another !== undefined) {
    throw new Refusal(`expected one of ${Object.keys(sections).join(", ")}.`);
  }
  const title = textOf(content, "title")?.trim() ?? "";
  if (title === "") throw new Refusal("title: missing.");
  const names = [textOf(content, "id"), textOf(content, "name")].filter(
    (name) => name !== undefined,
  );
  return { kind: section[1], file, isAlone, title, names, content };
}

/** The part of a document that makes it what it is. */
export function sectionOf(document: SigmaDocument, key: keyof typeof sections): YamlMap {
  const section = document.content[key];
  if (isMap(section)) return section;
  throw new Refusal(`${key}: expected keys and values, found ${seen(section)}.`);
}

/** Where the events of a rule come from, as in `aws/cloudtrail`; undefined if from CloudTrail. */
export function otherSource({ content }: SigmaDocument): string | undefined {
  const { logsource } = content;
  if (!isMap(logsource)) throw new Refusal("logsource: missing.");
  const [product, category, service] = ["product", "category", "service"].map((key) =>
    textOf(logsource, key)?.toLowerCase(),
  );
  if (product === "aws" && service === "cloudtrail") return undefined;
  return [product, category, service].filter((part) => part !== undefined).join("/");
}
