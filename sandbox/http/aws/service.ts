import type { Aws } from "../../aws/account";
import type { Received, Reply } from "../door";

/** What is asked of a service: an action of IAM on a resource, and its answer to whoever may. */
interface Call {
  /** Such as `s3:GetBucketPolicy`. */
  action: string;
  /** An ARN. */
  resource: string;
  answer: () => Promise<Reply> | Reply;
}

/** A service of AWS, in its own protocol. */
export interface Service {
  /** @returns undefined for a request to another service. */
  read: (request: Received, aws: Aws) => Call | undefined;
  /** An error in the words of its protocol. */
  refuse: (status: number, code: string, message: string) => Reply;
}

/** Text inside of XML. */
export function xml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
