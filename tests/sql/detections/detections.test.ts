import { expect } from "chai";
import type { Engine } from "../../../engine";
import { readCatalogue } from "../../../sql/catalogue";
import { loaded, logFile } from "../loaded";
import { withFolder } from "../ownFolder";
import { scenarios as consoleLoginWithoutMfa } from "./console_login_without_mfa";
import type { Event, Scenarios } from "./event";
import { indicators, scenarios as indicatorMatch } from "./indicator_match";
import { scenarios as rootActivity } from "./root_activity";
import { scenarios as s3BucketPolicyChanges } from "./s3_bucket_policy_changes";
import { scenarios as securityGroupChanges } from "./security_group_changes";
import { scenarios as unauthorizedApiCalls } from "./unauthorized_api_calls";

const all: Record<string, Scenarios> = {
  console_login_without_mfa: consoleLoginWithoutMfa,
  indicator_match: indicatorMatch,
  root_activity: rootActivity,
  s3_bucket_policy_changes: s3BucketPolicyChanges,
  security_group_changes: securityGroupChanges,
  unauthorized_api_calls: unauthorizedApiCalls,
};

const catalogue = withFolder({ "indicators.csv": indicators }, (detectionsFolder) =>
  readCatalogue({ detectionsFolder, today: "2026-03-17" }),
);

/** Elements of Records that hold no event. They have a row, and no detection fails on it or finds it. */
const oddities: unknown[] = [null, "text", 7, true, [], {}, { eventID: null, userIdentity: [] }];

for (const [id, { firing, quiet, nearMisses }] of Object.entries(all)) {
  describe(`detection ${id}`, () => {
    let engine: Engine;
    let found: unknown[];

    before(async () => {
      const events = Object.entries({ ...firing, ...quiet, ...nearMisses });
      const records = events.map(([name, event]): Event => ({ ...event, eventID: name }));
      engine = await loaded([logFile([...records, ...oddities])], catalogue);
      await engine.setTime(new Date("2026-03-18T00:00:00Z"));
      const { rows } = await engine.query(`select eventID from ${id}`);
      found = rows.map(([eventID]) => eventID);
    });

    after(() => engine.close());

    for (const name of Object.keys(firing)) {
      it(`finds: ${name}`, () => {
        expect(found).to.include(name);
      });
    }
    for (const name of Object.keys(quiet)) {
      it(`is quiet: ${name}`, () => {
        expect(found).to.not.include(name);
      });
    }
    for (const name of Object.keys(nearMisses)) {
      it(`is just missed: ${name}`, () => {
        expect(found).to.not.include(name);
      });
    }

    it("finds nothing else, and each event once", () => {
      expect(found.sort()).to.deep.equal(Object.keys(firing).sort());
    });
  });
}
