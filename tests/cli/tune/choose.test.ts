import { expect } from "chai";
import type { Alike } from "../../../cli/tune/alike";
import { chooseExceptions } from "../../../cli/tune/choose";
import { alike, arnOf } from "./alike";

/** The suggestions as `field pattern: removes`. */
function chosen(...found: Alike[]): string[] {
  return chooseExceptions(found, "medium").suggestions.map(
    ({ field, pattern, removes }) => `${field} ${pattern}: ${removes}`,
  );
}

describe("the choice of exceptions", () => {
  it("suggests the principal who makes the noise, and nobody with fewer than three findings", () => {
    const found = [
      alike("scanner", 2),
      alike("scanner", 3, { day: "2026-03-18" }),
      alike("maria", 2),
    ];
    expect(chooseExceptions(found, "medium")).to.deep.equal({
      suggestions: [
        {
          detection: "unauthorized_api_calls",
          field: "userIdentity.arn",
          pattern: arnOf("scanner"),
          removes: 5,
          of: 7,
          principals: 1,
          addresses: 0,
          besideGraver: 0,
        },
      ],
      spared: 0,
    });
  });

  it("is about one detection at a time, however many a principal makes noise in", () => {
    const other = { detection: "failed_console_logins" };
    const { suggestions } = chooseExceptions(
      [alike("scanner", 4), alike("scanner", 3, other)],
      "medium",
    );
    expect(suggestions.map(({ detection, removes }) => [detection, removes])).to.deep.equal([
      ["unauthorized_api_calls", 4],
      ["failed_console_logins", 3],
    ]);
  });

  it("takes the narrowest of those that remove the same", () => {
    const about = { target: "bucketName logs", address: "198.51.100.7", eventName: "GetObject" };
    expect(chosen(alike("scanner", 4, about), alike("maria", 1))).to.deep.equal([
      `userIdentity.arn ${arnOf("scanner")}: 4`,
    ]);
  });

  it("takes a broader one where it saves more lines than it is broad", () => {
    const sandbox = { target: "bucketName sandbox" };
    const few = ["a", "b"].map((who) => alike(who, 3, sandbox));
    expect(chosen(...few)).to.deep.equal([
      `userIdentity.arn ${arnOf("a")}: 3`,
      `userIdentity.arn ${arnOf("b")}: 3`,
    ]);
    const many = ["a", "b", "c"].map((who) => alike(who, 3, sandbox));
    expect(chosen(...many)).to.deep.equal(["target bucketName sandbox: 9"]);
  });

  it("takes back a narrow one that a broad one makes needless, and counts no finding twice", () => {
    const sandbox = { target: "bucketName sandbox" };
    const found = [
      alike("loud", 9, sandbox),
      ...["b", "c", "d", "e"].map((who) => alike(who, 2, sandbox)),
    ];
    expect(chosen(...found)).to.deep.equal(["target bucketName sandbox: 17"]);
    expect(chosen(...found, alike("loud", 20))).to.deep.equal([
      `userIdentity.arn ${arnOf("loud")}: 29`,
      "target bucketName sandbox: 8",
    ]);
  });

  it("has one line for all sessions of a role, but not for the people behind one of IAM Identity Center", () => {
    const sessions = (role: string): Alike[] =>
      ["1", "2", "3"].map((session) => alike(`${role}/${session}`, 2));
    expect(chosen(...sessions("inventory"))).to.deep.equal([
      `userIdentity.arn ${arnOf("inventory/*")}: 6`,
    ]);
    expect(chosen(...sessions("AWSReservedSSO_Developer_5f0c2d9be1a47836"))).to.deep.equal([]);
  });

  it("knows whoever has no ARN by the actor, and nobody by that", () => {
    const nobody = { arn: undefined };
    expect(
      chosen(
        alike("x", 5, { ...nobody, actor: "config.amazonaws.com" }),
        alike("y", 5, { ...nobody, actor: "unknown" }),
      ),
    ).to.deep.equal(["actor config.amazonaws.com: 5"]);
  });

  it("is about an address only if it is one", () => {
    const from = (address: string): Alike[] =>
      ["a", "b", "c"].map((who) => alike(who, 2, { address }));
    expect(chosen(...from("198.51.100.7"))).to.deep.equal(["sourceIPAddress 198.51.100.7: 6"]);
    expect(chosen(...from("AWS Internal"))).to.deep.equal([]);
  });

  it("is about the name of an event only where most of the detection's findings have another", () => {
    const about = (eventName: string, users: number): Alike[] =>
      Array.from({ length: users }, (_, at) => alike(`${eventName}-${at}`, 2, { eventName }));
    expect(chosen(...about("GetCostAndUsage", 5), ...about("ListUsers", 4))).to.deep.equal([
      "eventName ListUsers: 8",
    ]);
  });

  it("removes nothing graver than asked for, and nothing of a principal who has such findings", () => {
    const grave = { detection: "root_activity", severity: "high" } as const;
    const found = [alike("quiet", 5), alike("loud", 50), alike("loud", 4, grave)];
    expect(chosen(...found)).to.deep.equal([`userIdentity.arn ${arnOf("quiet")}: 5`]);
    expect(chooseExceptions(found, "medium").spared).to.equal(54);
    const { suggestions, spared } = chooseExceptions(found, "high");
    expect([suggestions.map(({ removes }) => removes), spared]).to.deep.equal([[50, 5, 4], 0]);
  });

  it("takes another session of a role for the same principal", () => {
    const grave = { detection: "root_activity", severity: "critical" } as const;
    expect(chosen(alike("deployer/1", 50), alike("deployer/2", 1, grave))).to.deep.equal([]);
  });

  it("leaves out what is broader if it would remove one of those, and tells of addresses that are shared", () => {
    const office = { address: "198.51.100.7", target: "bucketName sandbox" };
    const found = [
      ...["a", "b", "c"].map((who) => alike(who, 3, office)),
      alike("loud", 1, office),
      alike("loud", 1, { ...office, detection: "root_activity", severity: "high" }),
    ];
    const { suggestions } = chooseExceptions(found, "medium");
    expect(suggestions.map(({ field, besideGraver }) => [field, besideGraver])).to.deep.equal(
      Array.from({ length: 3 }, () => ["userIdentity.arn", 3]),
    );
  });

  it("never suggests a pattern that means more than the value that was logged", () => {
    const targets = ["bucketName *", "0.0.0.0/0", "=cmd", " padded", "two\nlines", "x".repeat(501)];
    for (const target of targets) {
      const nobody = { arn: undefined, actor: "unknown", target };
      expect(chosen(alike("x", 9, nobody)), target).to.deep.equal([]);
    }
    expect(chosen(alike("*", 9))).to.deep.equal([]);
  });

  it("is twenty at most", () => {
    const found = Array.from({ length: 30 }, (_, at) => alike(`user-${at}`, 3 + at));
    const removed = chooseExceptions(found, "medium").suggestions.map(({ removes }) => removes);
    expect(removed).to.deep.equal(Array.from({ length: 20 }, (_, at) => 32 - at));
  });
});
