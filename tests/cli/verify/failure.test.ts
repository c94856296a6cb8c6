import { expect } from "chai";

import { UnansweredError } from "../../../cli/verify/asked";
import { answered } from "../../../cli/verify/aws/failure";

/** An error as the SDK throws it when AWS refuses. */
function refusal(message: string): Error {
  return Object.assign(new Error(message), { name: "AccessDenied", $fault: "client" });
}

async function toldOf(error: Error): Promise<string> {
  const told: unknown = await answered("s3:GetBucketPolicy", [], () => Promise.reject(error)).catch(
    (failure: unknown) => failure,
  );
  if (!(told instanceof UnansweredError)) throw new Error("expected no answer");
  return told.message;
}

describe("what snowtrail verify tells of AWS's refusals", () => {
  it("is the action that has to be allowed", async () => {
    expect(await toldOf(refusal("Access Denied"))).to.equal(
      "AWS does not permit it: allow s3:GetBucketPolicy",
    );
  });

  it("is the profile's role, where that may not be assumed, and nothing else of AWS's text", async () => {
    const text =
      "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role/audit";
    expect(await toldOf(refusal(text))).to.equal(
      "AWS does not permit it: allow sts:AssumeRole on the profile's role",
    );
  });
});
