import { sortedJson } from "../../engine";

/** A value in a JSON text that holds no others, or a key. */
export interface Leaf {
  /** Where it is, as a query writes it behind `record:`: `requestParameters.bucketName`, `resources[0]['a key']`. */
  path: string;
  /** A string's text, and of everything else what a query shows: `42`, `true`. */
  text: string;
  /** Whether the text is the last key of the path, and not what stands there. */
  isKey: boolean;
}

const text = String.raw`"[^"\\]*(?:\\.[^"\\]*)*"|[^\s{}[\]:,"]+`;
const token = new RegExp(String.raw`${text}|[{}[\]:,]`, "gs");

/** Whether any leaf of a JSON text, a key or a value, has a text for which `holds` is true. */
export function hasText(json: string, holds: (text: string) => boolean): boolean {
  const texts = new RegExp(text, "gs");
  for (let found = texts.exec(json); found !== null; found = texts.exec(json)) {
    if (holds(textOf(found[0]))) return true;
  }
  return false;
}

/** An object or array that is being read. */
interface Container {
  path: string;
  /** The number of the element in an array; undefined in an object. */
  index: number | undefined;
  /** The key of an object's value that comes next. */
  key: string | undefined;
}

/**
 * Finds the leaves of a JSON text, in its order. Unlike `JSON.parse` it keeps a number's digits, and every value of a
 * key that stands there twice.
 *
 * @param json Valid JSON: records are nothing else.
 */
export function* leavesOf(json: string): Generator<Leaf> {
  const open: Container[] = [];
  for (const [text] of json.matchAll(token)) {
    const container = open.at(-1);
    switch (text) {
      case "{":
      case "[":
        open.push({
          path: pathIn(container),
          index: text === "[" ? 0 : undefined,
          key: undefined,
        });
        break;
      case "}":
      case "]":
        open.pop();
        break;
      case ",":
        if (container?.index === undefined) Object.assign(container ?? {}, { key: undefined });
        else container.index += 1;
        break;
      case ":":
        break;
      default: {
        const value = textOf(text);
        const isKey = container?.index === undefined && container?.key === undefined;
        if (isKey && container !== undefined) container.key = value;
        yield { path: pathIn(container), text: value, isKey: isKey && container !== undefined };
      }
    }
  }
}

/** What a string or word of JSON reads as. A number is told as a query shows it, which writes 1e2 as 100. */
function textOf(written: string): string {
  if (!written.startsWith('"')) return /^-?\d+[.eE]/.test(written) ? sortedJson(written) : written;
  return written.includes("\\") ? (JSON.parse(written) as string) : written.slice(1, -1);
}

function pathIn(container: Container | undefined): string {
  if (container === undefined) return "";
  const { path, index, key = "" } = container;
  if (index !== undefined) return `${path}[${index}]`;
  if (!/^[A-Za-z_]\w*$/.test(key)) return `${path}['${key.replace(/['\\]/g, "\\$&")}']`;
  return path === "" ? key : `${path}.${key}`;
}
