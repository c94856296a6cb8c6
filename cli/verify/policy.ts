import { z } from "zod";
import { jsonIn } from "./json";

/** A request of a service, as a policy judges it. */
export interface ServiceRequest {
  service: string;
  action: string;
  /** An ARN. */
  resource: string;
  /** Values of condition keys, by their names in lower case. */
  context: Readonly<Record<string, string>>;
}

const texts = z.union([z.string(), z.array(z.string())]).transform((some) => [some].flat());
const statement = z.object({
  Effect: z.enum(["Allow", "Deny"]),
  Principal: z.union([z.literal("*"), z.record(z.string(), texts)]).optional(),
  Action: texts.optional(),
  Resource: texts.optional(),
  Condition: z
    .record(
      z.string(),
      z.record(z.string(), z.union([texts, z.boolean().transform((is) => [`${is}`])])),
    )
    .optional(),
});
const policy = z.object({
  Statement: z.union([statement, z.array(statement)]).transform((some) => [some].flat()),
});
type Statement = z.infer<typeof statement>;

/** Undefined where it depends on what is not understood here. */
type Verdict = boolean | undefined;

/**
 * Whether the policy of a resource lets a service do something: an Allow that fits, and no Deny that does.
 *
 * @returns undefined if that depends on elements, operators or keys that are not understood.
 */
export function allowsService(text: string, request: ServiceRequest): Verdict {
  const read = policy.safeParse(jsonIn(text));
  if (!read.success) return undefined;
  const verdicts = (effect: "Allow" | "Deny"): Verdict[] =>
    read.data.Statement.filter(({ Effect }) => Effect === effect).map((one) => fits(one, request));
  const denied = any(verdicts("Deny"));
  if (denied === true) return false;
  const allowed = any(verdicts("Allow"));
  return denied === false || allowed === false ? allowed : undefined;
}

function fits(
  { Principal, Action, Resource, Condition = {} }: Statement,
  { service, action, resource, context }: ServiceRequest,
): Verdict {
  // NotPrincipal, NotAction and NotResource stand in their places, and are left to AWS.
  return all([
    Principal === "*" || Principal?.AWS?.includes("*") === true
      ? true
      : Principal && (Principal.Service ?? []).includes(service),
    Action?.some((each) => like(each.toLowerCase(), action.toLowerCase())),
    Resource?.some((each) => like(each, resource)),
    ...Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) =>
        holds(operator, values, context[key.toLowerCase()]),
      ),
    ),
  ]);
}

/** Whether a condition holds of a value. Source: IAM, "JSON policy elements: Condition operators". */
function holds(operator: string, wanted: readonly string[], value: string | undefined): Verdict {
  if (value === undefined) return undefined;
  switch (operator.replace(/IfExists$/, "")) {
    case "StringEquals":
    case "Bool":
      return wanted.includes(value);
    case "StringNotEquals":
      return !wanted.includes(value);
    case "StringLike":
    case "ArnEquals":
    case "ArnLike":
      return wanted.some((each) => like(each, value));
    case "StringNotLike":
    case "ArnNotEquals":
    case "ArnNotLike":
      return !wanted.some((each) => like(each, value));
    default:
      return undefined;
  }
}

/**
 * Whether a text is what a pattern with `*` and `?` stands for. Whoever writes the policy chooses the pattern, and a regular
 * expression could try for ever: each part between two stars is taken where it comes first.
 */
function like(pattern: string, text: string): boolean {
  const [first = "", ...parts] = pattern.split("*");
  const last = parts.pop();
  if (last === undefined) return first.length === text.length && standsAt(0, first, text);
  const end = text.length - last.length;
  let at = first.length;
  if (at > end || !standsAt(0, first, text) || !standsAt(end, last, text)) return false;
  for (const part of parts) {
    while (at + part.length <= end && !standsAt(at, part, text)) at += 1;
    at += part.length;
    if (at > end) return false;
  }
  return true;
}

function standsAt(at: number, part: string, text: string): boolean {
  return part.split("").every((letter, index) => letter === "?" || letter === text[at + index]);
}

function all(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) ? undefined : true;
}

function any(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(true)) return true;
  return verdicts.includes(undefined) ? undefined : false;
}
