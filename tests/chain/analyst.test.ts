import { expect } from "chai";
import type { Namespace } from "../../sandbox/snowflake/account";
import { Deployed } from "./deployed";
import { accounts, modes } from "./rights";
import { accessRoles, disabledDetections } from "./settings";

describe("an analyst with the reader's role", () => {
  const namespace: Namespace = ["SNOWTRAIL_DEV", "CLOUDTRAIL"];
  let deployed: Deployed;
  beforeEach(async () => {
    const config = { ...modes.task, ...accessRoles({ reader: ["ANALYST"] }) };
    deployed = await Deployed.as({ config, sandbox: accounts() });
    await deployed.deliver();
    await deployed.sandbox.advance(60);
  });
  afterEach(() => deployed.sandbox.close());

  const asked = (sql: string, role = "ANALYST"): Promise<unknown> =>
    deployed.sandbox.queryAs(role, sql, namespace).then(
      ({ rows }) => rows.flat(),
      (error: Error) => error.message,
    );

  it("reads events and findings, with the rights of who owns the views", async () => {
    expect(await asked("select eventName from cloudtrail")).to.deep.equal(["ConsoleLogin"]);
    expect(await asked("select detection_id from findings order by 1")).to.deep.equal([
      "console_login_without_mfa",
      "root_activity",
    ]);
  });

  it("does not know of the tables, the stream and the functions beneath", async () => {
    for (const name of ["cloudtrail_raw", "cloudtrail_events", "cloudtrail_raw_stream"]) {
      expect(await asked(`select count(*) from ${name}`), name).to.match(
        new RegExp(`there is no table or view ${name}[.] There is (?!.*(RAW|EVENTS)).*FINDINGS`),
      );
    }
    expect(await asked("select actor(userIdentity) from cloudtrail")).to.match(
      /SQL compilation error: .*actor/i,
    );
  });

  it("reads nothing without the role", async () => {
    expect(await asked("select 1 from findings", "AUDITOR")).to.match(
      /No active warehouse selected in the current session/,
    );
  });

  it("reads on when the views have another text, and what comes later", async () => {
    const off = disabledDetections("root_activity");
    await deployed.up({ config: off });
    const ids = "select detection_id from findings";
    expect(await asked(ids)).to.deep.equal(["console_login_without_mfa"]);
    await deployed.up({ config: disabledDetections() });
    expect(await asked("select eventName from root_activity")).to.deep.equal(["ConsoleLogin"]);
    await deployed.up({ config: modes["dynamic-table"] });
    expect(await asked(`${ids} order by 1`)).to.deep.equal([
      "console_login_without_mfa",
      "root_activity",
    ]);
  });

  it("reads on when a view is made anew", async () => {
    await deployed.up({ replace: [deployed.urn("views-cloudtrail")] });
    expect(await asked("select eventName from cloudtrail")).to.deep.equal(["ConsoleLogin"]);
  });
});
