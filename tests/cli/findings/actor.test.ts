import { expect } from "chai";
import { actorOf, looseObject, shortActor, targetOf } from "../../../cli/findings/actor";
import { Tally } from "../../../cli/findings/groups";

describe("local: who and what of a finding", () => {
  const actors: [what: string, identity: Record<string, unknown>, who: string][] = [
    [
      "whoever has an ARN is that ARN",
      { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/alice", userName: "alice" },
      "arn:aws:iam::111122223333:user/alice",
    ],
    [
      "a service is its name",
      { type: "AWSService", invokedBy: "config.amazonaws.com" },
      "config.amazonaws.com",
    ],
    [
      "a federated user is the name and where it is from",
      { type: "SAMLUser", userName: "bob", identityProvider: "idp", accountId: "111122223333" },
      "bob (SAMLUser in 111122223333)",
    ],
    [
      "an identity-center user is the user's id",
      { type: "IdentityCenterUser", onBehalfOf: { userId: "u-1" }, accountId: "111122223333" },
      "u-1 (IdentityCenterUser in 111122223333)",
    ],
    [
      "another account is its principal",
      { type: "AWSAccount", principalId: "AIDA", accountId: "444455556666" },
      "AIDA (AWSAccount in 444455556666)",
    ],
    [
      "an account that is its own principal is told once",
      { type: "AWSAccount", principalId: "444455556666", accountId: "444455556666" },
      "444455556666 (AWSAccount)",
    ],
    ["a name without a type says so", { userName: "eve" }, "eve (no type)"],
    ["a type alone is better than nothing", { type: "Unknown" }, "Unknown"],
    ["nothing is unknown", {}, "unknown"],
    ["what is no text is no name", { type: 7, arn: { a: 1 }, userName: ["x"] }, "unknown"],
  ];
  for (const [what, identity, who] of actors) {
    it(what, () => {
      expect(actorOf(identity)).to.equal(who);
    });
  }

  it("beside its account, an ARN is told without what repeats it", () => {
    const short = (arn: string): string => shortActor(arn, "111122223333");
    expect(short("arn:aws:iam::111122223333:root")).to.equal("root user");
    expect(short("arn:aws:iam::111122223333:user/alice")).to.equal("user/alice");
    expect(short("arn:aws-cn:sts::444455556666:assumed-role/x/y")).to.equal(
      "assumed-role/x/y of 444455556666",
    );
    expect(short("config.amazonaws.com")).to.equal("config.amazonaws.com");
  });

  it("an identity that is no object is empty", () => {
    for (const json of ["null", '"text"', "[1]", "{", null, 3]) {
      expect(looseObject(json)).to.deep.equal({});
    }
  });

  it("a target is a parameter under its own name, else the first resource's ARN", () => {
    expect(targetOf({ bucketName: "logs", name: "x" }, null)).to.equal("bucketName logs");
    expect(targetOf({}, '[{"ARN":"arn:aws:s3:::logs"}]')).to.equal("arn:aws:s3:::logs");
    expect(targetOf({ bucketName: 3 }, '["text"]')).to.equal(undefined);
  });

  it("a list shows the most frequent and counts the rest", () => {
    const tally = new Tally(3);
    for (const text of ["a", "b", "b", "c"]) tally.add(text);
    expect(tally.list(3)).to.equal("b, a, c");
    expect(tally.list(1)).to.equal("b and 2 more");
    tally.add("d");
    expect(tally.list(1)).to.equal("b and more than 2 more");
  });
});
