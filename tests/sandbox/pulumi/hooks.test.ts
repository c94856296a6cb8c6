import type * as pulumi from "@pulumi/pulumi";
import { ResourceHook } from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { Wait } from "../pieces";
import { refusalOf } from "../refusal";

const sleep = (seconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, seconds * 1000));

const id = (name: string, hooks: pulumi.ResourceHookBinding, byteLength = 1): random.RandomId =>
  new random.RandomId(name, { byteLength }, { hooks });

const bucket = (hooks: pulumi.ResourceHookBinding, team: string) => (): void =>
  void new aws.s3.Bucket(
    "logs",
    { bucket: "example-logs", tags: { team } },
    { hooks, deleteBeforeReplace: true },
  );

describe("a resource hook in the sandbox", () => {
  it("runs on a clock that only waiting advances, and holds up what depends on its resource", async () => {
    const began = Date.now();
    const { resources } = await deployProgram(
      () => {
        const waited = new Wait("waited", 3600);
        new random.RandomId("after", { byteLength: 1, prefix: waited.hex });
      },
      { stack: "test" },
    );
    const times = Object.fromEntries(resources.map(({ name, finished }) => [name, finished]));
    expect(times).to.include({ waited: 3601, after: 3602 });
    expect(Date.now() - began).to.be.below(10_000);
  });

  it("counts waits one after the other, and waits side by side once", async () => {
    const { resources } = await deployProgram(
      () => {
        id("row", {
          afterCreate: [
            async () => {
              await sleep(10);
              await sleep(20);
            },
          ],
        });
        id("hooks", { afterCreate: [() => sleep(10), () => sleep(20)] });
        id("side", { afterCreate: [async () => void (await Promise.all([sleep(10), sleep(20)]))] });
      },
      { stack: "test" },
    );
    const times = Object.fromEntries(resources.map(({ name, finished }) => [name, finished]));
    expect(times).to.include({ row: 31, hooks: 31, side: 21 });
  });

  it("leaves the time of everything else alone", async () => {
    const real = setTimeout;
    const began = Date.now();
    await deployProgram(
      async () => {
        new Wait("waited", 1);
        await new Promise((resolve) => setTimeout(resolve, 60));
      },
      { stack: "test" },
    );
    expect(Date.now() - began).to.be.at.least(55);
    expect(setTimeout).to.equal(real);
  });

  it("runs after a creation and a replacement, and another after a change, and is told of both sides", async () => {
    const told: [string, unknown, unknown][] = [];
    const tell =
      (when: string) =>
      ({ oldInputs, newInputs }: pulumi.ResourceHookArgs): void =>
        void told.push([when, oldInputs?.tags, newInputs?.tags]);
    const hooks = (): pulumi.ResourceHookBinding => ({
      afterCreate: [tell("created")],
      afterUpdate: [tell("updated")],
    });
    const sandbox = new Sandbox();
    const up = (team: string, options = {}): Promise<unknown> =>
      deployProgram(bucket(hooks(), team), { stack: "test", sandbox, ...options });
    await up("a", { preview: true });
    await up("a");
    await up("a");
    await up("b");
    await up("b", { replace: ["urn:pulumi:test::snowtrail::aws:s3/bucket:Bucket::logs"] });
    const [a, b] = [{ team: "a" }, { team: "b" }];
    expect(told).to.deep.equal([
      ["created", undefined, a],
      ["updated", a, b],
      ["created", undefined, b],
    ]);
  });

  it("fails the deployment when it throws, and what was made is there", async () => {
    const sandbox = new Sandbox();
    const failing = { afterCreate: [() => Promise.reject(new Error("no clock"))] };
    const { reason } = await refusalOf(bucket(failing, "a"), { sandbox });
    expect(reason).to.equal("no clock");
    expect((await deployProgram(bucket({}, "a"), { stack: "test", sandbox })).steps).to.be.empty;
  });

  it("is refused by a name that another has, and at a moment that the sandbox does not know", async () => {
    const twice = (): void => {
      const nothing = (): void => undefined;
      const hooks = ["one", "one"].map((name) => new ResourceHook(name, nothing));
      for (const [index, hook] of hooks.entries()) id(String(index), { afterCreate: [hook] });
    };
    expect(await refusalOf(twice).catch(String)).to.match(
      /resource hook already registered for name "one"/,
    );
    const early = await refusalOf(() => void id("id", { beforeCreate: [() => undefined] }));
    expect(early.reason).to.match(/does not know hooks other than afterCreate and afterUpdate/);
  });
});
