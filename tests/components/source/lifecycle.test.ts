import { expect } from "chai";

import { lifecycleRule } from "../../../components/source/lifecycle";

const always = {
  id: "logs",
  status: "Enabled",
  filter: { prefix: "" },
  noncurrentVersionExpiration: { noncurrentDays: 30 },
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};

describe("components: how long logs are kept", () => {
  it("deletes after the retention, old versions and abandoned uploads too", () => {
    const rule = lifecycleRule({ retentionDays: 365 });
    expect(rule).to.deep.equal({ ...always, expiration: { days: 365 } });
  });

  it("keeps logs for ever at 0, and moves them when told to", () => {
    const rule = lifecycleRule({ retentionDays: 0, transition: { days: 90 } });
    expect(rule).to.deep.equal({
      ...always,
      transitions: [{ days: 90, storageClass: "GLACIER_IR" }],
    });
  });

  it("moves them to the storage class that was asked for", () => {
    const transition = { days: 30, storageClass: "STANDARD_IA" } as const;
    expect(lifecycleRule({ retentionDays: 90, transition }).transitions).to.deep.equal([
      { days: 30, storageClass: "STANDARD_IA" },
    ]);
  });
});
