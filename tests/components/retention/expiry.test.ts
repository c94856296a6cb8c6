import { expect } from "chai";

import {
  expiryStatement,
  retentionRule,
  timeTravelRule,
} from "../../../components/retention/expiry";
import { rawTable, readCatalogue, eventTexts } from "../../../sql/catalogue";

describe("components: the deletion of old rows", () => {
  it("is by load time, in UTC, and no TRUNCATE", () => {
    expect(expiryStatement('"SECURITY"."AUDIT"."CLOUDTRAIL_RAW"', 400)).to.equal(
      'delete from "SECURITY"."AUDIT"."CLOUDTRAIL_RAW"\nwhere LOADED_AT < dateadd(day, -400, sysdate())',
    );
  });

  it("is by a column that both tables have, in UTC without a zone", () => {
    const columns = [
      ...rawTable.columns,
      ...eventTexts(readCatalogue().cloudtrail.statement).columns,
    ];
    const loaded = columns.filter(({ name }) => name === "LOADED_AT");
    expect(loaded.map(({ declaredType }) => declaredType)).to.deep.equal([
      "TIMESTAMP_NTZ(9)",
      "TIMESTAMP_NTZ(9)",
    ]);
  });

  it("leaves what a pipe or a second delivery could bring again", () => {
    expect(retentionRule(14)).to.match(/^14 is out of range. Give a whole number of days from 15/);
    expect(retentionRule(15)).to.equal(undefined);
    expect(retentionRule(36_500)).to.equal(undefined);
  });

  it("leaves a history to tell changes by, and no longer one than Snowflake keeps", () => {
    expect(timeTravelRule(0)).to.match(
      /^0 is out of range. Give a whole number of days from 1 to 90/,
    );
    expect(timeTravelRule(91)).to.match(/^91 is out of range/);
    expect([1, 90].map(timeTravelRule)).to.deep.equal([undefined, undefined]);
  });
});
