import { expect } from "chai";
import { idsLike } from "../../sql/catalogue/idsLike";

const ids = [
  "root_activity",
  "root_login_failures",
  "s3_bucket_made_public",
  "root_credentials_created",
];

describe("sql: the id of a detection that does not exist", () => {
  it("is told with those that share most words, in whatever letter case", () => {
    expect(idsLike("ROOT_ACTIVITIES_LOGIN", ids)).to.equal(
      'Is it root_login_failures or root_activity or root_credentials_created? All ids are listed by "snowtrail list"',
    );
    expect(idsLike("Root_Activity", ids)).to.match(/^Is it root_activity or /);
  });

  it("is told with the list alone when none is like it", () => {
    expect(idsLike("nope", ids)).to.equal('All ids are listed by "snowtrail list"');
  });
});
