import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import { callsOf, functionCases } from "../sql/functions";
import { loaded, logFileOf } from "../sql/loaded";
import { Deployed } from "./deployed";
import { logFile, logKey } from "./events";

describe("chain: the functions as they are deployed", () => {
  let deployed: Deployed;
  before(async () => {
    deployed = await Deployed.as();
    await deployed.deliver();
  });
  after(() => deployed.sandbox.close());

  for (const [name, cases] of Object.entries(functionCases)) {
    it(`${name} gives what it gives on the laptop`, async () => {
      const { rows } = await deployed.sandbox.query(callsOf(name));
      expect(rows.flat()).to.deep.equal(cases.map(({ gives }) => gives));
    });
  }

  it("tell of a finding what the laptop tells of it", async () => {
    const told = "select detection_id, actor, target, first_seen_in from findings order by 1";
    const { rows } = await deployed.sandbox.query(told);
    const laptop = await loaded([logFileOf(gunzipSync(logFile).toString(), logKey)]);
    expect(rows).to.deep.equal((await laptop.query(told)).rows);
    await laptop.close();
    expect(rows[0]?.slice(1)).to.deep.equal(["root user of 111122223333", null, logKey]);
  });
});
