/** A mistake in one setting: what is wrong with it, and what to do. */
export interface Problem {
  setting: string;
  problem: string;
}

/** Keeps the settings whose check found something. */
export function problemsOf(checks: readonly (readonly [string, string | undefined])[]): Problem[] {
  return checks.flatMap(([setting, problem]) =>
    problem === undefined ? [] : [{ setting, problem }],
  );
}

/** Throws one error that tells every problem, or does nothing if there is none. */
export function refuse(where: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const lines = problems.map(({ setting, problem }) => `\n  ${setting}: ${problem}`);
  throw new Error(`${where} cannot be made:${lines.join("")}`);
}

/** A check for a text: what is wrong with the value, or undefined. */
type TextCheck = (value: string) => string | undefined;

/** Applies a check to a text that is known now; a value that comes from another resource is not. */
export function ifText(value: unknown, check: TextCheck): string | undefined {
  return typeof value === "string" ? check(value) : undefined;
}

const mustMatch =
  (pattern: RegExp, expected: string): TextCheck =>
  (value) =>
    pattern.test(value) ? undefined : `${JSON.stringify(value)} is not ${expected}`;

/** An AWS account id. */
export const accountId = mustMatch(
  /^[0-9]{12}$/,
  "an AWS account id. Give its 12 digits, in quotes so that a leading zero stays.",
);

/** The id of an organization of AWS Organizations. */
export const organizationId = mustMatch(
  /^o-[a-z0-9]{10,32}$/,
  'the id of an organization. Give the id that starts with "o-", as "aws organizations describe-organization" prints it.',
);

/** The name of a bucket. Source: Amazon S3, "General purpose bucket naming rules". */
export const bucketNameRule = mustMatch(
  /^(?!xn--|.*[.]{2}|[0-9.]+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  "the name of a bucket. Give 3 to 63 lower-case letters, digits, hyphens and dots, without s3://.",
);

/** The name of a trail, or its ARN. Source: AWS, "Naming requirements for CloudTrail resources". */
export const trailNameRule = mustMatch(
  /^(arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:[0-9]{12}:trail\/)?(?!.*[._-]{2})[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]$/,
  "the name or the ARN of a trail. A name has 3 to 128 letters, digits, dots, hyphens and underscores.",
);

/** The name of an IAM role. */
export const roleNameRule = mustMatch(
  /^[A-Za-z0-9+=,.@_-]{1,64}$/,
  "the name of a role. Give 1 to 64 letters, digits and + = , . @ _ -, without the ARN.",
);

/** A KMS key by id, alias or ARN. */
export const kmsKey = mustMatch(
  /^(arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:)?(alias\/[A-Za-z0-9/_-]+|(key\/)?([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}))$/,
  "a KMS key. Give its id, its alias (alias/name) or its ARN.",
);

/** A Snowflake identifier that means the same with and without quotes. */
export const identifier = mustMatch(
  /^[A-Z_][A-Z0-9_$]{0,254}$/,
  "a name that Snowflake keeps as it is. Give upper-case letters, digits and underscores, as SHOW prints it.",
);

/** The key prefix of a trail, which CloudTrail writes before `/AWSLogs/`. */
export function keyPrefix(value: string): string | undefined {
  const given = JSON.stringify(value);
  if (/^\/|\/$|\/\//.test(value)) {
    const mended = value.split("/").filter(Boolean).join("/");
    return `${given} has a slash at an end or two in a row. Give ${JSON.stringify(mended)}.`;
  }
  if (/(^|\/)AWSLogs(\/|$)/.test(value)) {
    return `${given} holds AWSLogs, which CloudTrail adds. Give what stands before it, or nothing.`;
  }
  return /^[A-Za-z0-9!_./-]{1,200}$/.test(value)
    ? undefined
    : `${given} is not a key prefix that a policy can name. Give up to 200 letters, digits and ! - _ . /.`;
}

/** The key prefix of logs, which has to name a folder whole. */
export function endsInSlash(value: string): string | undefined {
  return value.endsWith("/") && !value.startsWith("/")
    ? undefined
    : `${JSON.stringify(value)} has to end in a slash and start without one, or keys that merely start alike would be read too.`;
}

/** A whole number between two limits. */
export function whole(
  value: number | undefined,
  least: number,
  most: number,
  unit: string,
): string | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) {
    return undefined;
  }
  return `${value} is out of range. Give a whole number of ${unit} from ${least} to ${most}.`;
}

/** One of a list of words. */
export function oneOf(value: string | undefined, words: readonly string[]): string | undefined {
  return value === undefined || words.includes(value)
    ? undefined
    : `${JSON.stringify(value)} is not one of ${words.join(", ")}. Give one of them.`;
}
