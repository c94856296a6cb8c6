import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Wait } from "../pieces";
import { refusalOf } from "../refusal";

class Dynamic extends pulumi.dynamic.Resource {
  constructor(name: string, create: pulumi.dynamic.ResourceProvider["create"]) {
    super({ create }, name, {});
  }
}

describe("a dynamic resource in the sandbox", () => {
  it("runs as it was serialised, on a clock that only waiting advances", async () => {
    const began = Date.now();
    const { resources } = await deployProgram(() => void new Wait("wait", 3600), { stack: "test" });
    expect(resources.find(({ name }) => name === "wait")).to.include({
      started: 0,
      finished: 3600,
    });
    expect(Date.now() - began).to.be.below(10_000);
  });

  it("counts waits one after the other, and waits side by side once", async () => {
    const sleep = (seconds: number): Promise<unknown> =>
      new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    const { resources } = await deployProgram(
      () => {
        new Dynamic("row", async () => {
          await sleep(10);
          await sleep(20);
          return { id: "row" };
        });
        new Dynamic("side", async () => {
          await Promise.all([sleep(10), sleep(20)]);
          return { id: "side" };
        });
      },
      { stack: "test" },
    );
    const finished = Object.fromEntries(resources.map(({ name, finished }) => [name, finished]));
    expect(finished).to.include({ row: 30, side: 20 });
  });

  it("fails the deployment when it throws", async () => {
    const { reason } = await refusalOf(() => {
      new Dynamic("failing", () => Promise.reject(new Error("no clock")));
    });
    expect(reason).to.equal("no clock");
  });
});
