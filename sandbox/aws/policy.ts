import { isDeepStrictEqual } from "node:util";
import { runSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import { AwsError } from "./error";

export type PolicyDocument = object;

export interface AccessRequest {
  principal: string;
  action: string;
  /** An ARN. */
  resource: string;
  /** The account that owns the resource. */
  accountId: string;
  context?: Record<string, string>;
  /** The policies of the identity that asks. */
  identityPolicies?: PolicyDocument[];
  /** The policy of the resource: a bucket's, a key's, a role's trust policy. */
  resourcePolicy?: PolicyDocument | undefined;
}

const none = { serviceControlPolicies: [], resourceControlPolicies: [] };

/**
 * Decides a request by evaluating its policies.
 *
 * @returns undefined if it is allowed, or else why not.
 * @throws Error when the request itself cannot be evaluated.
 */
export async function refusal(given: AccessRequest): Promise<string | undefined> {
  const request = inEvaluatorsTerms(given);
  const { principal, action, resource, accountId, identityPolicies = [], resourcePolicy } = request;
  const simulation: Simulation = {
    ...none,
    request: {
      principal,
      action,
      resource: { resource, accountId },
      contextVariables: { "aws:SecureTransport": "true", ...request.context },
    },
    identityPolicies: identityPolicies.map((policy, n) => ({ name: `policy${n}`, policy })),
    resourcePolicy,
  };
  const result = await runSimulation(simulation, {});
  if (result.resultType === "error") {
    throw new Error(`cannot evaluate ${action} on ${resource}: ${JSON.stringify(result.errors)}`);
  }
  if (result.overallResult === "Allowed") return undefined;
  const why =
    result.overallResult === "ExplicitlyDenied"
      ? "with an explicit deny"
      : "because no policy allows it";
  return `${principal} is not authorized to perform ${action} on ${resource} ${why}`;
}

const encryption = "kms:EncryptionContext:";

/**
 * The evaluator knows the encryption context of a request to KMS by the template of its name alone, and takes no other
 * for a context key. The one that the request has goes by that name; a policy that names another still does not match.
 */
function inEvaluatorsTerms(request: AccessRequest): AccessRequest {
  const [own] = Object.keys(request.context ?? {}).filter((key) => key.startsWith(encryption));
  if (own === undefined) return request;
  const text = JSON.stringify(request).replaceAll(
    `"${own}"`,
    `"${encryption}$\{EncryptionContextKey}"`,
  );
  return JSON.parse(text) as AccessRequest;
}

/** @throws AwsError MalformedPolicy… when the text is no policy that AWS takes. */
export function parsePolicy(text: string, operation: string, code: string): PolicyDocument {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new AwsError(operation, code, "The policy is not in the valid JSON format");
  }
  if (typeof document !== "object" || document === null) {
    throw new AwsError(operation, code, "The policy is not a JSON object");
  }
  return document;
}

export type PolicyKind = "identity" | "resource" | "trust";

/** @throws AwsError with the evaluator's complaints about the document's grammar. */
export async function checkPolicy(
  document: PolicyDocument,
  kind: PolicyKind,
  operation: string,
  code: string,
): Promise<void> {
  const probe: Simulation["request"] =
    kind === "trust"
      ? request("sts:AssumeRole", "arn:aws:iam::111122223333:role/probe")
      : request("s3:GetObject", "arn:aws:s3:::probe/probe");
  const result = await runSimulation(
    {
      ...none,
      request: probe,
      identityPolicies: kind === "identity" ? [{ name: "policy", policy: document }] : [],
      resourcePolicy: kind === "identity" ? undefined : document,
    },
    {},
  );
  if (result.resultType !== "error") return;
  const { resourcePolicyErrors = [], identityPolicyErrors = {} } = result.errors;
  const complaints = [...resourcePolicyErrors, ...Object.values(identityPolicyErrors).flat()];
  if (complaints.length === 0) throw new Error(result.errors.message);
  throw new AwsError(
    operation,
    code,
    complaints.map(({ path, message }) => `${path}: ${message}`).join("; "),
  );
}

function request(action: string, resource: string): Simulation["request"] {
  return {
    principal: "arn:aws:iam::111122223333:user/probe",
    action,
    resource: { resource, accountId: "111122223333" },
    contextVariables: {},
  };
}

interface Statement {
  Effect?: unknown;
  Principal?: unknown;
  Action?: unknown;
  Resource?: unknown;
  Condition?: unknown;
}

export function statementsOf(document: PolicyDocument): Statement[] {
  const { Statement: statements } = document as { Statement?: Statement | Statement[] };
  return statements === undefined ? [] : [statements].flat();
}

/** Keys whose fixed values make a statement for everyone one for somebody. */
const narrowing =
  /^(aws:(SourceArn|SourceAccount|SourceVpce?|SourceIp|PrincipalOrgID|SourceOrgID|PrincipalArn|PrincipalAccount)|s3:DataAccessPointArn)$/i;

/** Public, as S3's Block Public Access means it: an allow for everyone that no condition narrows. */
export function isPublic(document: PolicyDocument): boolean {
  return statementsOf(document).some(({ Effect, Principal, Condition }) => {
    const everyone =
      Principal === "*" ||
      (typeof Principal === "object" &&
        Principal !== null &&
        Object.values(Principal as Record<string, unknown>).some(
          (value) => value === "*" || (Array.isArray(value) && value.includes("*")),
        ));
    const keys = Object.values((Condition ?? {}) as Record<string, object>).flatMap(Object.keys);
    return Effect === "Allow" && everyone && !keys.some((key) => narrowing.test(key));
  });
}

/** Whether two policies are the same but for white space and the order of their keys. */
export function isSamePolicy(one: unknown, other: unknown): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(String(one)), JSON.parse(String(other)));
  } catch {
    return one === other;
  }
}
