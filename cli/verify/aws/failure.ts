import { failureCode, isUnreachable } from "../../aws/sdkFailure";
import { UnansweredError } from "../asked";

/**
 * Calls AWS.
 *
 * @param action What the one who asks has to be allowed, such as `s3:GetBucketPolicy`.
 * @param missing What AWS calls it that there is nothing to tell of; undefined is answered then.
 * @throws UnansweredError that says why there is no answer.
 */
export async function answered<Answer extends { $metadata: { requestId?: string | undefined } }>(
  action: string,
  missing: readonly string[],
  call: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    const answer = await call();
    // Each answer of AWS has one. Another text may read like one that is empty.
    if (answer.$metadata.requestId === undefined) throw new UnansweredError(nonsense(200));
    return answer;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // The SDK writes advice under the message of what fails while it reads.
    if (error instanceof UnansweredError) throw new UnansweredError(firstLine(error.message));
    if (isAwsError(error) && missing.includes(error.name)) return undefined;
    const reason = reasonOf(error, action);
    throw reason === undefined ? error : new UnansweredError(reason);
  }
}

/** Whether AWS itself has answered so. */
function isAwsError(error: Error): boolean {
  return "$fault" in error;
}

/**
 * Why a call has no answer, and what to do. Of AWS only codes are told: its texts repeat parts of the request, and those
 * of credential processes may hold secrets.
 */
function reasonOf(error: Error, action: string): string | undefined {
  const code = failureCode(error);
  switch (code) {
    case "CredentialsProviderError":
    case "TokenProviderError":
      return "there are no AWS credentials, or they have expired: set AWS_PROFILE, run aws sso login, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
    case "ExpiredToken":
    case "ExpiredTokenException":
      return "the AWS credentials have expired: get new ones";
    case "AuthorizationError":
    case "AuthorizationErrorException":
    case "AccessDenied":
    case "AccessDeniedException":
      return `AWS does not permit it: allow ${assumed(error) ?? action}`;
    case "InvalidClientTokenId":
    case "UnrecognizedClientException":
    case "InvalidAccessKeyId":
    case "SignatureDoesNotMatch":
      return "the AWS credentials are not valid: check AWS_PROFILE and the keys, and that they are of the stack's account";
    default:
  }
  if (isAwsError(error) && /^\w+$/.test(code)) return `AWS answered ${action} with ${code}`;
  const status = statusOf(error);
  if (status !== undefined) return nonsense(status);
  return isUnreachable(code)
    ? `AWS cannot be reached (${code}): check the network and --endpoint-url`
    : undefined;
}

/** What a profile's role takes, if it is that which is refused, before anything is asked. */
function assumed(error: Error): string | undefined {
  const [denied] = /\bsts:AssumeRole\w*/.exec(error.message) ?? [];
  return denied && `${denied} on the profile's role`;
}

function nonsense(status: number): string {
  return `what answered (HTTP status ${status}) does not speak AWS's protocol: check --endpoint-url and the network`;
}

function statusOf(error: Error): number | undefined {
  const answered = [
    "$metadata" in error ? error.$metadata : undefined,
    "$response" in error ? error.$response : undefined,
  ];
  for (const each of answered) {
    const status = Object.entries(each ?? {}).find(([name]) => /^(httpS|s)tatusCode$/.test(name));
    if (typeof status?.[1] === "number") return status[1];
  }
  return undefined;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
