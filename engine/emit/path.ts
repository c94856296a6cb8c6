import type { Expression, Node, PathStep } from "../syntax/ast";
import type { Context } from "../semantics/context";
import { type JsonStep, extract } from "../semantics/jsonPath";
import { typeNamed } from "../semantics/types";
import { type Value, asJson, asNumber, asText } from "../semantics/value";

/** `base:key.key[0]['key']`: an element of a VARIANT, NULL where there is none. */
export function emitPath(path: Extract<Expression, { kind: "path" }>, context: Context): Value {
  const { base, steps } = flattenedPath(path);
  const value = context.emit(base);
  if (value.type === "VARCHAR" || value.type === "NUMBER" || value.type === "BOOLEAN") {
    return context.refuse(
      path.at,
      `a path needs a VARIANT, and this is ${value.type}. Parse text with PARSE_JSON first.`,
    );
  }
  const known: (string | number)[] = [];
  for (const [index, step] of steps.entries()) {
    const constant = constantOf(step);
    // Snowflake has no elements before the first; DuckDB would count from the end.
    if (typeof constant === "number" && constant < 0)
      return { sql: "CAST(NULL AS JSON)", type: "VARIANT" };
    if (constant === undefined) {
      const rest = dynamic(known.length > 0 ? extract(value, known) : value, step, context);
      return steps.length === index + 1
        ? rest
        : emitRest(rest, steps.slice(index + 1), path.at, context);
    }
    known.push(constant);
  }
  return extract(value, known);
}

function emitRest(base: Value, steps: PathStep[], at: number, context: Context): Value {
  const known = steps.map(
    (step) =>
      constantOf(step) ?? context.refuse(at, "only the last index of a path may be computed."),
  );
  return extract(base, known);
}

/** A path as a whole: `a:b:c` and `(a:b)[0]` are one. */
export function flattenedPath(path: Extract<Expression, { kind: "path" }>): {
  base: Expression;
  steps: PathStep[];
} {
  if (path.base.kind !== "path") return path;
  const inner = flattenedPath(path.base);
  return { base: inner.base, steps: [...inner.steps, ...path.steps] };
}

/** A step that is known, unless it is computed. */
export function constantOf(step: PathStep): string | number | undefined {
  if ("key" in step) return step.key;
  const { index } = step;
  if (index.kind === "number") return Number(index.text);
  if (index.kind === "unary" && index.operator === "-" && index.operand.kind === "number")
    return -Number(index.operand.text);
  return index.kind === "string" ? index.value : undefined;
}

/** The path into a document at which a column has its value, if it is just that. */
export type ColumnPath = (column: Node<"column">) => readonly JsonStep[] | undefined;

/**
 * The path into a document at which a value stands as it is, or as the text of what stands there. What a function makes
 * of it stands nowhere, and a cast to a length cuts it off.
 */
export function placeOf(value: Expression, pathOf: ColumnPath): readonly JsonStep[] | undefined {
  switch (value.kind) {
    case "column":
      return pathOf(value);
    case "cast": {
      const type = typeNamed(value.type);
      const isWhole =
        type === "VARIANT" || (type === "VARCHAR" && value.type.arguments.length === 0);
      return isWhole && !value.attempt ? placeOf(value.value, pathOf) : undefined;
    }
    case "path": {
      const base = placeOf(value.base, pathOf);
      const steps = value.steps.map(constantOf).filter((step) => step !== undefined);
      return base && steps.length === value.steps.length ? [...base, ...steps] : undefined;
    }
    default:
      return undefined;
  }
}

function dynamic(base: Value, step: PathStep, context: Context): Value {
  if ("key" in step) return extract(base, [step.key]);
  const index = context.emit(step.index);
  const sql =
    index.type === "NUMBER"
      ? `snowflake_element(${asJson(base)}, ${asNumber(index)})`
      : `snowflake_member(${asJson(base)}, ${asText(index)})`;
  return { sql, type: "VARIANT" };
}
