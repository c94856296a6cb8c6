import { failureCode, isUnreachable } from "../../aws/sdkFailure";

/** A bucket, or an object in it, that cannot be had, and why. */
export class S3Error extends Error {
  override readonly name = "S3Error";
}

/** What a request was about. */
export interface Subject {
  bucket: string;
  /** Absent for a request that lists keys. */
  key?: string;
  /** The host that was asked, if the user named one. */
  endpointUrl?: string;
}

/** What the SDK tells of a request that failed. */
interface Failure {
  /** S3's code, the SDK's class, or the operating system's code. */
  code: string;
  /** The HTTP status. Absent when there was no answer. */
  status?: number;
  message: string;
}

/** How often something is tried that may succeed a little later. */
export const tries = 5;

/**
 * Tells what a request failed with, and what to do. Of the answer only S3's codes are told: its texts repeat parts of
 * the request, and those of credential processes may hold secrets.
 */
export function explained(error: unknown, subject: Subject): Error {
  const failure = failureOf(error);
  const reason = reasonFor(failure, subject);
  if (reason !== undefined) return new S3Error(reason);
  if (failure.status !== undefined) {
    const isS3s = error instanceof Error && "$fault" in error;
    if (!isS3s) {
      return new S3Error(
        `what answered (HTTP status ${failure.status}) does not speak S3: check --endpoint-url`,
      );
    }
    return new S3Error(`S3 answered ${failure.code} (HTTP status ${failure.status})`);
  }
  return error instanceof Error ? error : new Error(String(error));
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { code: "", message: String(error) };
  const { message } = error;
  const metadata = "$metadata" in error ? error.$metadata : undefined;
  const status =
    typeof metadata === "object" && metadata !== null && "httpStatusCode" in metadata
      ? metadata.httpStatusCode
      : undefined;
  return { code: failureCode(error), message, ...(typeof status === "number" ? { status } : {}) };
}

function reasonFor({ code, status, message }: Failure, subject: Subject): string | undefined {
  const { bucket, key, endpointUrl } = subject;
  switch (code) {
    case "CredentialsProviderError":
    case "TokenProviderError":
      return /\b(sso|expired)\b/i.test(message)
        ? "the session of your AWS profile has ended: run aws sso login"
        : "there are no AWS credentials: set AWS_PROFILE, run aws sso login, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
    case "ExpiredToken":
    case "TokenRefreshRequired":
      return "the AWS credentials have expired: get new ones";
    case "InvalidAccessKeyId":
    case "InvalidToken":
    case "SignatureDoesNotMatch":
      return `the AWS credentials are not valid (${code}): check AWS_PROFILE and the keys, and that they are of this place's partition`;
    case "NoSuchBucket":
      return `there is no bucket "${bucket}": check its name`;
    case "NoSuchKey":
    case "NotFound":
      if (key !== undefined) return "it no longer exists";
      break;
    case "AccessDenied":
    case "AllAccessDisabled":
    case "Forbidden":
      return key === undefined
        ? `listing it is not permitted: allow s3:ListBucket on the bucket "${bucket}"`
        : `reading it is not permitted: allow s3:GetObject on the bucket's objects, and kms:Decrypt on the key if they are encrypted with one`;
    case "PermanentRedirect":
    case "AuthorizationHeaderMalformed":
    case "IllegalLocationConstraintException":
      return `the bucket "${bucket}" is in another region: set AWS_REGION to it`;
    case "InvalidObjectState":
      return "it is archived (Glacier): restore it first";
    case "PreconditionFailed":
      return "it was replaced while it was read: run again";
    case "RequestTimeTooSkewed":
      return "this machine's clock is wrong, and S3 refuses it: set the clock";
    default:
  }
  if (status === 403) return `S3 does not permit it (${code}): check the credentials and policies`;
  if (status !== undefined && status >= 500) {
    return `S3 answered ${code} (HTTP status ${status}) ${tries} times: try again later`;
  }
  if (isUnreachable(code)) {
    const where = endpointUrl === undefined ? "S3" : `"${endpointUrl}"`;
    return `${where} cannot be reached (${code}): check the network, AWS_REGION and --endpoint-url`;
  }
  return undefined;
}
