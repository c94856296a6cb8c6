import { expect } from "chai";
import { gunzipSync } from "node:zlib";
import type { Engine } from "../../engine";
import { sampleFiles } from "../../samples/generate";
import { loaded } from "../sql/loaded";

function isReadable(body: Uint8Array): boolean {
  try {
    gunzipSync(body);
    return true;
  } catch {
    return false;
  }
}

describe("samples: what the detections make of the day", () => {
  let engine: Engine;

  before(async () => {
    const readable = sampleFiles().filter(({ body }) => isReadable(body));
    engine = await loaded(
      readable.map(({ key, body }) => ({ name: key, lastModified: new Date(0), body })),
    );
  });

  after(() => engine.close());

  it("the attack is found step by step, and the day stays readable", async () => {
    const { rows } = await engine.query(
      "select detection_id, count(*) from findings group by detection_id order by detection_id",
    );
    expect(rows.map(([id, count]) => [id, Number(count)])).to.deep.equal([
      ["access_denied_burst", 1],
      ["cloudtrail_changes", 2],
      ["console_login_without_mfa", 2],
      ["enumeration_burst", 1],
      ["failed_console_logins", 1],
      ["iam_login_profile_changed", 1],
      ["root_activity", 5],
      ["root_credentials_created", 1],
      ["s3_bucket_made_public", 1],
      ["s3_bucket_policy_changes", 6],
      ["s3_public_access_block_removed", 1],
      ["security_group_changes", 4],
      ["security_group_opened_to_world", 2],
      ["trail_selectors_reduced", 1],
      ["unauthorized_api_calls", 25],
    ]);
  });

  it("on the ordinary day beside it there are slips, refusals, and changes by those whose work they are", async () => {
    const { rows } = await engine.query(`select detection_id, count(*),
        count_if(userIdentity:arn::string like any ('%/ana.ferreira@%', '%/ci-deploy/pipeline'))
      from findings
      where sourceIPAddress is distinct from '203.0.113.77'
      group by detection_id
      order by detection_id`);
    expect(rows.map(([id, count, theirs]) => [id, Number(count), Number(theirs)])).to.deep.equal([
      ["failed_console_logins", 1, 0],
      ["s3_bucket_policy_changes", 4, 4],
      ["security_group_changes", 2, 2],
      ["unauthorized_api_calls", 5, 0],
    ]);
  });

  it("what is grave comes from the attacker's address alone", async () => {
    const { rows } = await engine.query(
      "select distinct sourceIPAddress from findings where severity in ('high', 'critical')",
    );
    expect(rows).to.deep.equal([["203.0.113.77"]]);
  });

  it("the login that was delivered twice is one finding", async () => {
    const { rows } = await engine.query(`select count(*), count(distinct file_name) from cloudtrail
      where eventID in (select eventID from console_login_without_mfa where userIdentity:type = 'IAMUser')`);
    expect(rows.map((row) => row.map(Number))).to.deep.equal([[2, 2]]);
  });
});
