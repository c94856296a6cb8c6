import type { TypeName } from "./ast";
import type { Cursor } from "./cursor";

/** The name of a type, with its length or its precision and scale. */
export function parseType(cursor: Cursor): TypeName {
  const { folded, at } = cursor.name("a type");
  const precision = folded === "DOUBLE" && cursor.takes("PRECISION") ? " PRECISION" : "";
  const sizes = cursor.seesSymbol("(")
    ? cursor.parenthesised(() => cursor.list(() => parseSize(cursor)))
    : [];
  return { name: folded + precision, arguments: sizes, at };
}

function parseSize(cursor: Cursor): number {
  const { kind, text } = cursor.next();
  return kind === "number" ? Number(text) : cursor.fail("expected a number");
}
