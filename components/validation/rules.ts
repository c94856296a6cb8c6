/** A check of a value: what is wrong with it and what to do, or undefined. */
export type Check = (value: unknown) => string | undefined;

/** A check that only a text can pass. */
const text =
  (check: (value: string) => string | undefined): Check =>
  (value) =>
    typeof value === "string" ? check(value) : "expected a text.";

const mustMatch = (pattern: RegExp, expected: string): Check =>
  text((value) =>
    pattern.test(value) ? undefined : `${JSON.stringify(value)} is not ${expected}`,
  );

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

const plainTrailName = "(?!.*[._-]{2})[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]";

/** The name of a trail. Source: AWS, "Naming requirements for CloudTrail resources". */
export const trailNameRule = mustMatch(
  new RegExp(`^${plainTrailName}$`),
  "the name of a trail. Give 3 to 128 letters, digits, dots, hyphens and underscores.",
);

/** The name of a trail, or its ARN. */
export const trailNameOrArn = mustMatch(
  new RegExp(`^(arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:[0-9]{12}:trail/)?${plainTrailName}$`),
  "the name or the ARN of a trail. A name has 3 to 128 letters, digits, dots, hyphens and underscores.",
);

/** The name of a log group. Source: Amazon CloudWatch Logs, "CreateLogGroup". */
export const logGroupNameRule = mustMatch(
  /^(?!aws\/)[A-Za-z0-9._/#-]{1,512}$/,
  "the name of a log group. Give 1 to 512 letters, digits and . - _ / #, without the ARN.",
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

/** The alias of a KMS key. Those of AWS's own keys are AWS's. */
export const keyAliasRule = mustMatch(
  /^alias\/(?!aws\/)[A-Za-z0-9/_-]{1,250}$/,
  "an alias of a KMS key. Give alias/ and up to 250 letters, digits and / _ -, and not alias/aws/.",
);

const principalArn = mustMatch(
  /^arn:aws[a-z-]*:iam::[0-9]{12}:(role|user)\/[A-Za-z0-9+=,.@_/-]{1,512}$/,
  "the ARN of an IAM role or user. Give arn:aws:iam::<account>:role/<name>; a policy names no session and no pattern.",
);

/** The ARN of an IAM role. */
export const roleArnRule = mustMatch(
  /^arn:aws[a-z-]*:iam::[0-9]{12}:role\/[A-Za-z0-9+=,.@_/-]{1,512}$/,
  "the ARN of an IAM role. Give arn:aws:iam::<account>:role/<name>.",
);

/** The name of a profile in AWS's shared configuration. */
export const profileRule = mustMatch(
  /^[^\s[\]]{1,128}$/,
  "the name of a profile. Give it as it stands in ~/.aws/config, without brackets.",
);

/** One or more ARNs of IAM roles and users. */
export const principalArns: Check = (value) =>
  Array.isArray(value) && value.length > 0
    ? value.map(principalArn).find((problem) => problem !== undefined)
    : "is no list with an ARN in it. Give one or more ARNs of roles or users, or remove it.";

/** The ARN of a KMS key, which a policy can name; that of an alias is of no use there. */
export const kmsKeyArn = mustMatch(
  /^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key\/([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/,
  "the ARN of a KMS key. Give the ARN that ends in key/ and the key's id, not an alias.",
);

/** The ARN of a standard topic of SNS: Snowflake publishes to no other. */
export const topicArnRule = mustMatch(
  /^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$/,
  "the ARN of a standard topic of SNS. Give arn:aws:sns:<region>:<account>:<name>; a FIFO topic will not do.",
);

/** The name of a standard topic of SNS. */
export const topicNameRule = mustMatch(
  /^[A-Za-z0-9_-]{1,256}$/,
  "the name of a topic. Give 1 to 256 letters, digits, hyphens and underscores, without the ARN.",
);

const emailAddress = mustMatch(
  /^[A-Za-z0-9.!#$%&*+/=?^_`{|}~'-]{1,64}@([A-Za-z0-9-]+[.])+[A-Za-z]{2,63}$/,
  "an e-mail address. Give a plain one, such as ops@example.com.",
);

/** One or more e-mail addresses, each once. Source of the limit: Snowflake, "CREATE NOTIFICATION INTEGRATION (email)". */
export const emailAddresses: Check = (value) => {
  if (!Array.isArray(value) || value.length === 0 || value.length > 50) {
    return "expected 1 to 50 e-mail addresses. Give a list of them.";
  }
  const addresses: unknown[] = value;
  const twice = addresses.find((address, index) => addresses.indexOf(address) < index);
  return twice === undefined
    ? addresses.map(emailAddress).find((problem) => problem !== undefined)
    : `${JSON.stringify(twice)} stands there twice. Remove one of the two.`;
};

/** A Snowflake identifier that means the same with and without quotes. */
export const identifier = mustMatch(
  /^[A-Z_][A-Z0-9_$]{0,254}$/,
  "a name that Snowflake keeps as it is. Give upper-case letters, digits and underscores, as SHOW prints it.",
);

/** One or more Snowflake identifiers, each once. */
export const identifiers: Check = (value) => {
  if (!Array.isArray(value) || value.length === 0) {
    return "is no list with a name in it. Give one or more names, or remove it.";
  }
  const names: unknown[] = value;
  const twice = names.find((name, index) => names.indexOf(name) < index);
  return twice === undefined
    ? names.map(identifier).find((problem) => problem !== undefined)
    : `${JSON.stringify(twice)} stands there twice. Remove one of the two.`;
};

/** The full name of an object in a schema, as Snowflake's provider gives it. */
const fullName = mustMatch(
  /^"([^"]|"")+"[.]"([^"]|"")+"[.]"([^"]|"")+"$/,
  'the full name of an object. Give its fullyQualifiedName, such as "D"."S"."CLOUDTRAIL_PIPE" with the quotes.',
);

/** One or more full names, each once. */
export const fullNameList: Check = (value) => {
  if (!Array.isArray(value) || value.length === 0) {
    return "is no list with a full name in it. Give one or more, or leave it out.";
  }
  const names: unknown[] = value;
  const twice = names.find((name, index) => names.indexOf(name) < index);
  return twice === undefined
    ? names.map(fullName).find((problem) => problem !== undefined)
    : `${JSON.stringify(twice)} stands there twice. Remove one of the two.`;
};

/** The key prefix of a trail, which CloudTrail writes before `/AWSLogs/`. */
export const keyPrefix = text((value) => {
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
});

/** The key prefix of logs, which has to name a folder whole. */
export const folderPrefix = text((value) =>
  value.endsWith("/") && !value.startsWith("/")
    ? undefined
    : `${JSON.stringify(value)} has to end in a slash and start without one, or keys that merely start alike would be read too.`,
);

/** A regular expression over the path of a file. */
export const pathPattern = text((value) => {
  try {
    new RegExp(value);
    return undefined;
  } catch {
    return `${JSON.stringify(value)} is not a regular expression. Snowflake matches the whole path below the stage with it.`;
  }
});

/** A whole number between two limits. */
export const whole =
  (least: number, most: number, unit: string): Check =>
  (value) =>
    typeof value === "number" && Number.isInteger(value) && value >= least && value <= most
      ? undefined
      : `${String(value)} is out of range. Give a whole number of ${unit} from ${least} to ${most}.`;

/** One or more percentages of a quota, of which Snowflake takes those over 100 as well. */
export const percentages: Check = (value) =>
  Array.isArray(value) && value.length > 0
    ? value.map(whole(1, 1000, "percent")).find((problem) => problem !== undefined)
    : "is no list with a number in it. Give one or more percentages, or remove it.";

/** One of a list of words. */
export const oneOf = (words: readonly string[]): Check =>
  text((value) =>
    words.includes(value)
      ? undefined
      : `${JSON.stringify(value)} is not one of ${words.join(", ")}. Give one of them.`,
  );

/** One or more of a list of words. */
export const someOf =
  (words: readonly string[]): Check =>
  (value) => {
    if (!Array.isArray(value) || value.length === 0) {
      return `is empty, so nothing would be loaded. Give one or more of ${words.join(", ")}.`;
    }
    return value.map(oneOf(words)).find((problem) => problem !== undefined);
  };

/** One or more ids of detections. Whether there are such detections is the catalogue's to say. */
export const detectionIds: Check = (value) => {
  if (!Array.isArray(value) || value.length === 0) {
    return "is empty, so nothing would be told. Give one or more ids of detections, or leave it out for all.";
  }
  return value
    .map(mustMatch(/^[a-z][a-z0-9_]*$/, "the id of a detection, which is in lower snake case."))
    .find((problem) => problem !== undefined);
};

/** Tags of AWS resources. Source: AWS, "Tag naming limits and requirements". */
export const tagsRule: Check = (value) => {
  const wrong = Object.entries(value ?? {}).find(
    ([key, tag]) =>
      /^aws:/i.test(key) ||
      !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key) ||
      (typeof tag === "string" && !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(tag)),
  );
  return wrong === undefined
    ? undefined
    : `the tag ${JSON.stringify(wrong[0])} is not one that AWS takes. Give a key of 1 to 128 and a value of up to 256 letters, digits, spaces and _ . : / = + - @, and no key that starts with "aws:".`;
};
