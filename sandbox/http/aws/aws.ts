import { randomUUID } from "node:crypto";
import type { Aws } from "../../aws/account";
import { refusal, type PolicyDocument } from "../../aws/policy";
import type { Received, Reply } from "../door";
import { cloudTrail } from "./cloudTrail";
import { eventBridge } from "./eventBridge";
import { s3 } from "./s3";
import { sns } from "./sns";

const services = [cloudTrail, eventBridge, sns, s3];

/** Answers a request to AWS, whichever of the services that are known here it is to. */
export async function answerAws(
  request: Received,
  aws: Aws,
  identity: PolicyDocument | undefined,
): Promise<Reply> {
  const reply = await answer(request, aws, identity);
  // Each answer has an id, under either name.
  const id = randomUUID();
  return { ...reply, headers: { "x-amzn-RequestId": id, "x-amz-request-id": id } };
}

async function answer(
  request: Received,
  aws: Aws,
  identity: PolicyDocument | undefined,
): Promise<Reply> {
  for (const service of services) {
    const call = service.read(request, aws);
    if (call === undefined) continue;
    const { action, resource, answer } = call;
    const refused = identity && (await refusalOf(action, resource, aws, identity));
    return refused === undefined ? answer() : service.refuse(403, "AccessDenied", refused);
  }
  return s3.refuse(501, "NotImplemented", `${request.method} ${request.url.href} is not known`);
}

function refusalOf(
  action: string,
  resource: string,
  { partition, accountId }: Aws,
  identity: PolicyDocument,
): Promise<string | undefined> {
  return refusal({
    principal: `arn:${partition}:iam::${accountId}:user/verifier`,
    ...{ action, resource, accountId },
    identityPolicies: [identity],
  });
}
