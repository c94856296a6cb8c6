import { expect } from "chai";
import { shortActor } from "../../../cli/findings/actor";

describe("local: who, beside the account", () => {
  const short = (actor: string): string => shortActor(actor, "111122223333");

  it("is told without the account that stands beside it", () => {
    expect(short("root user of 111122223333")).to.equal("root user");
    expect(short("user/alice of 111122223333")).to.equal("user/alice");
  });

  it("keeps another account, and what is no part of the end", () => {
    expect(short("assumed-role/x/y of 444455556666")).to.equal("assumed-role/x/y of 444455556666");
    expect(short("bob (SAMLUser in 111122223333)")).to.equal("bob (SAMLUser in 111122223333)");
    expect(short("config.amazonaws.com")).to.equal("config.amazonaws.com");
  });
});
