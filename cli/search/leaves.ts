/** A value in a JSON text that holds no others, or a key. */
export interface Leaf {
  /** Where it is, as a query writes it behind `record:`: `requestParameters.bucketName`, `resources[0]['a key']`. */
  path: string;
  /** A string's text, and of everything else what stands in the JSON: `42`, `true`. */
  text: string;
  /** Whether the text is the last key of the path, and not what stands there. */
  isKey: boolean;
}

const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]|[^\s{}[\]:,"]+/gsu;

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
 * @param json Valid JSON: the column `record` holds nothing else.
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
        const value = text.startsWith('"') ? (JSON.parse(text) as string) : text;
        const isKey = container?.index === undefined && container?.key === undefined;
        if (isKey && container !== undefined) container.key = value;
        yield { path: pathIn(container), text: value, isKey: isKey && container !== undefined };
      }
    }
  }
}

function pathIn(container: Container | undefined): string {
  if (container === undefined) return "";
  const { path, index, key = "" } = container;
  if (index !== undefined) return `${path}[${index}]`;
  if (!/^[A-Za-z_]\w*$/.test(key)) return `${path}['${key.replace(/['\\]/g, "\\$&")}']`;
  return path === "" ? key : `${path}.${key}`;
}
