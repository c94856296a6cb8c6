import { expect } from "chai";
import { walk } from "../../../cli/verify/walk";
import { health, now, pipe, sound, stack, value } from "./sound";

const unknown = { unknown: "there was no answer within 30 s" };
const refused = { refused: "role", reason: "Error assuming AWS_ROLE", tried: "list" } as const;

describe("what snowtrail verify makes of the facts", () => {
  it("is that everything is ok where everything is as it should be", () => {
    const states = walk(sound, stack, now).map(({ state }) => state);
    expect(new Set(states)).to.deep.equal(new Set(["ok"]));
  });

  it("is nothing where nothing is known, and hides no other link", () => {
    const verdicts = walk({ ...sound, trail: unknown, pipeStatus: unknown }, stack, now);
    const known = verdicts.filter(({ state }) => state === "ok");
    expect(known).to.have.length(verdicts.length - 2);
    expect(verdicts.find(({ step }) => step === "pipe")).to.include({
      state: "not known",
      found: "there was no answer within 30 s",
    });
  });

  it("is that the rest follows from the first link that explains it", () => {
    const verdicts = walk(
      {
        ...sound,
        access: value(refused),
        listing: value("Error assuming AWS_ROLE"),
        pipeStatus: value({ ...pipe, state: "STALLED_STAGE_PERMISSION_ERROR" }),
        health: value({ ...health, state: "ROLE_BROKEN", toDo: "Put it back." }),
      },
      stack,
      now,
    );
    const notOk = verdicts.filter(({ state }) => state !== "ok");
    expect(notOk.map(({ step, state, from }) => [step, state, from])).to.deep.equal([
      ["role", "not ok", undefined],
      ["read", "follows", "role"],
      ["stage", "follows", "role"],
      ["pipe", "follows", "role"],
      ["load", "follows", "role"],
    ]);
  });

  it("is that nothing follows from what is only not known", () => {
    const facts = { ...sound, integration: unknown, access: value(refused) };
    const role = walk(facts, stack, now).find(({ step }) => step === "role");
    expect(role?.state).to.equal("not ok");
  });
});
