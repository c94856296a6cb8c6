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
    const rule = lifecycleRule({
      retentionDays: 365,
      transitionDays: 0,
      transitionStorageClass: "GLACIER_IR",
    });
    expect(rule).to.deep.equal({ ...always, expiration: { days: 365 } });
  });

  it("keeps logs for ever at 0, and moves them when told to", () => {
    const rule = lifecycleRule({
      retentionDays: 0,
      transitionDays: 90,
      transitionStorageClass: "GLACIER_IR",
    });
    expect(rule).to.deep.equal({
      ...always,
      transitions: [{ days: 90, storageClass: "GLACIER_IR" }],
    });
  });
});
