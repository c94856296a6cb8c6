import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import type { CloudTrailSourceArgs } from "../../../components";
import { deploySource, withBucket } from "./deploySource";

describe("components: CloudTrailSource with what other resources give", () => {
  const later = <T>(value: T): pulumi.Output<pulumi.Unwrap<T>> => pulumi.output(value);

  it("makes the same as with what is known at once", async () => {
    const known: Partial<CloudTrailSourceArgs> = {
      bucket: { name: "logs", retentionDays: 90, transition: { days: 30 } },
      trail: { name: "audit" },
      prefix: "audit",
    };
    const given: Partial<CloudTrailSourceArgs> = {
      baseName: later("SNOWTRAIL_DEV"),
      bucket: {
        name: later("logs"),
        retentionDays: later(90),
        transition: { days: later(30), storageClass: later("GLACIER_IR" as const) },
      },
      trail: { name: later("audit") },
      prefix: later("audit"),
    };
    const [first, second] = [await deploySource(known), await deploySource(given)];
    expect(second.outputs).to.deep.equal(first.outputs);
    for (const name of first.graph.childrenOf("source")) {
      const { inputs } = first.graph.named(name);
      expect(second.graph.named(name).inputs, name).to.deep.equal(inputs);
    }
  });

  it("uses a bucket and a trail whose names come from another stack", async () => {
    const { graph, outputs } = await deploySource(
      { bucket: { existing: later("audit-logs") }, trail: { existing: later("audit") } },
      { sandbox: withBucket() },
    );
    expect(graph.childrenOf("source")).to.be.empty;
    expect(outputs).to.include({
      bucketName: "audit-logs",
      trailArn: "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit",
    });
  });

  const mistakes: [rule: string, args: Partial<CloudTrailSourceArgs>, message: RegExp][] = [
    [
      "a bucket's name",
      { bucket: { existing: later("s3://logs") } },
      /CloudTrailSource "source" cannot be made:\n {2}bucket[.]existing: "s3:\/\/logs" is not the name/,
    ],
    ["a prefix", { prefix: later("/audit") }, /prefix: "\/audit" has a slash/],
    ["a base name", { baseName: later("dev") }, /baseName: "dev" is not a name/],
    ["tags", { tags: later({ "aws:x": "y" }) }, /tags: the tag "aws:x"/],
    [
      "a move of logs that comes too late",
      { bucket: { transition: { days: later(400) } } },
      /bucket[.]transition[.]days: 400 is not before bucket[.]retentionDays \(365\)/,
    ],
  ];
  for (const [rule, args, message] of mistakes) {
    it(`refuses ${rule} as soon as it is known`, async () => {
      const failure = await deploySource(args, { sandbox: withBucket() }).catch(
        (error: unknown) => error,
      );
      expect(String(failure)).to.match(message);
    });
  }
});
