import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { type Rule, checkedLater, knownProblems } from "../../../components/validation/inputs";
import { tagsRule, whole } from "../../../components/validation/rules";
import { deployProgram } from "../../../sandbox/pulumi/deploy";

const rules: readonly Rule[] = [
  ["bucket.days", whole(1, 9, "days")],
  ["tags", tagsRule],
];
const problem = "10 is out of range. Give a whole number of days from 1 to 9.";

const settled = <T>(value: pulumi.Input<T>): Promise<unknown> =>
  new Promise((resolve) => pulumi.output(value).apply(resolve));

describe("components: a check of an argument", () => {
  it("is made at once of what is known, wherever the argument stands", () => {
    expect(knownProblems({ bucket: { days: 10 } }, rules)).to.deep.equal([
      { setting: "bucket.days", problem },
    ]);
    for (const args of [{}, { bucket: {} }, { bucket: { days: 9 } }]) {
      expect(knownProblems(args, rules), JSON.stringify(args)).to.be.empty;
    }
  });

  it("waits for what is not known, and lets it pass unchanged", async () => {
    for (const days of [pulumi.output(9), Promise.resolve(9)]) {
      const args = { bucket: { days, name: "logs" } };
      expect(knownProblems(args, rules)).to.be.empty;
      const checked = checkedLater("It", args, rules);
      expect(await settled(checked.bucket.days)).to.equal(9);
      expect(checked.bucket.name).to.equal("logs");
    }
  });

  const failureOf = async (args: object): Promise<string> => {
    const program = (): Record<string, unknown> => ({ ...checkedLater("It", args, rules) });
    return deployProgram(program, { stack: "dev" }).then(() => "none", String);
  };

  it("fails the chain of what turns out wrong, naming the argument", async () => {
    expect(await failureOf({ bucket: { days: Promise.resolve(10) } })).to.equal(
      `Error: It cannot be made:\n  bucket.days: ${problem}`,
    );
  });

  it("fails the chain of what a stack turns out not to have", async () => {
    expect(await failureOf({ bucket: { days: pulumi.output(undefined) } })).to.equal(
      "Error: It cannot be made:\n  bucket.days: comes from another resource or stack, which gives nothing. Give a value, or leave it out.",
    );
  });

  it("waits for one value of many, such as a tag", async () => {
    expect(await failureOf({ tags: { team: pulumi.output("\u0007") } })).to.contain(
      'tags: the tag "team" is not one that AWS takes.',
    );
    expect(await failureOf({ tags: { team: pulumi.output("security") } })).to.equal("none");
  });

  it("keeps a secret one", async () => {
    const { bucket } = checkedLater("It", { bucket: { days: pulumi.secret(9) } }, rules);
    expect(await pulumi.isSecret(bucket.days)).to.be.true;
  });
});
