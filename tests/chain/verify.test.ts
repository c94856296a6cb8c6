import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import type { Interference, Received } from "../../sandbox/http/door";
import { Sandbox } from "../../sandbox/sandbox";
import { Deployed } from "./deployed";
import { accessRoles, alerts, materialization, noTrail, notifications } from "./settings";
import { secrets, Verified, type Told } from "./verified";

const page = readFileSync(path.join(__dirname, "../../docs/operations.md"), "utf8");
const subscriber = "security@example.com";

const ofAws = ["trail", "bucket", "delivery", "notification", "subscriptions"];
const ofSnowflake = [
  ...["integration", "role", "read", "stage", "raw table", "pipe", "views", "detections"],
  ...["events", "load", "lag", "alerts"],
];

/** The links in a state. */
function those(links: ReadonlyMap<string, Told>, state: string): string[] {
  return [...links.values()].filter((each) => each.state === state).map(({ link }) => link);
}

describe("snowtrail verify", () => {
  let deployed: Deployed;
  let verified: Verified;
  let sandbox: Sandbox;
  before(async () => {
    const config = {
      ...materialization({ mode: "task" }),
      ...notifications({ topic: { subscribers: [subscriber] } }),
      ...alerts(),
      ...accessRoles({ auditor: ["VERIFIER"] }),
    };
    sandbox = new Sandbox();
    sandbox.given.role("VERIFIER");
    sandbox.given.role("NOBODY");
    deployed = await Deployed.as({ config, sandbox });
    verified = await Verified.open(() => deployed);
    sandbox.confirmSubscriptions(subscriber);
    await deployed.deliver();
    await sandbox.advance(3600);
  });
  after(async () => {
    await verified.close();
    await sandbox.close();
  });
  afterEach(() => {
    verified.clouds.aws.interfere = () => undefined;
    verified.clouds.snowflake.interfere = () => undefined;
  });

  it("finds every link of a stack that works ok", async () => {
    const { status, links } = await verified.told();
    expect(those(links, "ok")).to.have.members([...ofAws, ...ofSnowflake]);
    expect(status).to.equal(0);
    const { stdout } = await verified.run([], {}, 100);
    expect(stdout).to.match(/^ok {2}trail {10}it logs\n/);
    expect(stdout).to.match(/\nEverything is ok\.\n$/);
  });

  it("leaves out what a stack does not have", async () => {
    const small = await Deployed.as({ config: noTrail });
    const alone = await Verified.open(() => small);
    const { links } = await alone.told();
    expect([...links.keys()]).to.include.members(["notification", "load"]);
    expect([...links.keys()]).not.to.include.members(["trail", "bucket", "delivery"]);
    expect([...links.keys()]).not.to.include.members(["events", "subscriptions", "alerts"]);
    await alone.close();
    await small.sandbox.close();
  });

  it("prints what docs/operations.md shows", async () => {
    const [, shown = ""] =
      /somebody has replaced the notifications.*?```\n(.*?)```/s.exec(page) ?? [];
    const { bucket } = deployed;
    const { notification } = bucket;
    bucket.notification = undefined;
    const { stdout, status } = await verified.run([], {}, 110);
    Object.assign(bucket, { notification });
    const timeless = (text: string): string =>
      text.replace(/\d+ (seconds|minutes|hours|days) ago/g, "… ago");
    expect(timeless(stdout)).to.equal(timeless(shown));
    expect(status).to.equal(1);
  });

  it("asks AWS what the policy in docs/operations.md allows, and nothing more", async () => {
    const [, listed = ""] = /allowed:\s+```json\n(.*?)```/s.exec(page) ?? [];
    const { bucket, trail, topic } = deployed;
    const identity = JSON.parse(
      listed
        .replace(/arn:aws:cloudtrail[^"]*/, trail.arn)
        .replace(/arn:aws:s3[^"]*/, bucket.arn)
        .replace(/arn:aws:sns[^"]*/, topic.arn),
    ) as { Statement: { Action: string | string[] }[] };
    const allowed = await Verified.open(() => deployed, identity);
    const { links } = await allowed.told();
    expect(those(links, "ok")).to.include.members(ofAws);
    await allowed.close();

    // Each of them is needed: without it, something is not known.
    for (const action of identity.Statement.flatMap(({ Action }) => Action)) {
      const Statement = identity.Statement.map(({ Action, ...others }) => ({
        ...others,
        Action: [Action].flat().map((each) => (each === action ? "s3:ListBucket" : each)),
      }));
      const less = await Verified.open(() => deployed, { Version: "2012-10-17", Statement });
      const { status, links } = await less.told();
      expect(status, action).to.equal(3);
      const unknown = [...links.values()].filter(({ state }) => state === "not known");
      expect(unknown.map(({ found }) => found)).to.include(
        `AWS does not permit it: allow ${action}`,
      );
      expect(those(links, "ok")).to.include.members(ofSnowflake);
      await less.close();
    }
  });

  it("asks Snowflake what the access role auditor may, and nothing more", async () => {
    const auditor = { SNOWFLAKE_ROLE: "VERIFIER" };
    expect((await verified.told([], auditor)).status).to.equal(0);
    expect(
      those((await verified.told([], { SNOWFLAKE_ROLE: "NOBODY" })).links, "ok"),
    ).to.have.members(ofAws);

    // Each of its privileges is needed: without it, something is not ok.
    const { snowflake } = sandbox;
    const { grants } = snowflake;
    const kinds = grants.map(({ privilege, on }) => `${privilege} on ${on.type}`);
    for (const kind of new Set(kinds)) {
      snowflake.grants = grants.filter((_, at) => kinds[at] !== kind);
      expect((await verified.told([], auditor)).status, kind).not.to.equal(0);
    }
    snowflake.grants = grants;
  });

  it("signs in with a token of OAuth, and with a programmatic access token", async () => {
    const none = { SNOWFLAKE_PRIVATE_KEY: undefined, SNOWFLAKE_USER: undefined };
    const oauth = { SNOWFLAKE_AUTHENTICATOR: "OAUTH", SNOWFLAKE_TOKEN: secrets.oauth };
    expect((await verified.told([], { ...none, ...oauth })).status).to.equal(0);
    const password = { SNOWFLAKE_PASSWORD: secrets.token };
    expect((await verified.told([], { ...none, ...password })).status).to.equal(0);
  });

  it("tells why Snowflake lets nobody in, and what AWS says all the same", async () => {
    const { status, links } = await verified.told([], { SNOWFLAKE_USER: "SOMEBODY" });
    expect(status).to.equal(3);
    expect(those(links, "ok")).to.have.members(ofAws);
    expect(those(links, "not known")).to.have.members(ofSnowflake);
    expect(links.get("pipe")?.found).to.match(
      /^Snowflake refuses the sign-in \(390144\): check SNOWFLAKE_USER/,
    );
    const { stdout } = await verified.run([], { SNOWFLAKE_USER: "SOMEBODY" });
    expect(stdout.match(/refuses the sign-in/g)).to.have.length(2);
    expect(stdout).to.match(/\nnot known {2}read +for the same reason\n/);
  });

  const troubles: { does: string; interference: Interference; aws: RegExp; snowflake: RegExp }[] = [
    {
      does: "never answers",
      interference: "never answered",
      aws: /^there was no answer within 1 s$/,
      snowflake: /^there was no answer within 1 s$/,
    },
    {
      does: "breaks the connection off",
      interference: "cut off",
      aws: /^AWS cannot be reached \(ECONNRESET\)/,
      snowflake: /^Snowflake cannot be reached at http:\/\/127\.0\.0\.1:\d+ \(UND_ERR_SOCKET\)/,
    },
    {
      does: "answers a page",
      interference: { status: 200, type: "text/html", body: "<html><body>Sign in</body></html>" },
      aws: /^what answered \(HTTP status 200\) does not speak AWS's protocol/,
      snowflake: /^what answered \(HTTP status 200\) does not speak Snowflake's SQL API/,
    },
    {
      does: "answers more than it can",
      interference: { status: 200, type: "application/json", body: " ".repeat(5_000_000) },
      aws: /^the answer is larger than it can be$/,
      snowflake: /^the answer is larger than it can be$/,
    },
    {
      does: "is out of order",
      interference: { status: 503, type: "text/plain", body: "try later" },
      aws: /^what answered \(HTTP status 503\)/,
      snowflake: /^Snowflake answered with HTTP status 503: try again later$/,
    },
  ];
  for (const { does, interference, aws, snowflake } of troubles) {
    it(`knows what the other cloud says when one ${does}`, async () => {
      verified.clouds.aws.interfere = () => interference;
      const one = await verified.told(["--time-limit", "1"]);
      expect(one.status).to.equal(3);
      expect(those(one.links, "not known")).to.have.members(ofAws);
      for (const link of ofAws) expect(one.links.get(link)?.found, link).to.match(aws);

      verified.clouds.aws.interfere = () => undefined;
      verified.clouds.snowflake.interfere = () => interference;
      const other = await verified.told(["--time-limit", "1"]);
      expect(other.status).to.equal(3);
      expect(those(other.links, "not known")).to.have.members(ofSnowflake);
      for (const link of ofSnowflake) {
        expect(other.links.get(link)?.found, link).to.match(snowflake);
      }
    });
  }

  it("hides no other answer when one is missing", async () => {
    verified.clouds.snowflake.interfere = ({ body }: Received) =>
      body.includes("SYSTEM$PIPE_STATUS") ? "never answered" : undefined;
    const { links } = await verified.told(["--time-limit", "1"]);
    expect(those(links, "not known")).to.deep.equal(["pipe"]);
  });

  it("shows no secret and no character that moves a cursor, whatever a server says", async () => {
    const message = `Key \u001b[2J${secrets.token} of ${secrets.passphrase} is not known`;
    verified.clouds.snowflake.interfere = () => ({
      status: 422,
      type: "application/json",
      body: JSON.stringify({ code: "1", sqlState: "42601", message }),
    });
    const password = { SNOWFLAKE_PRIVATE_KEY: undefined, SNOWFLAKE_PASSWORD: secrets.token };
    for (const args of [[], ["--json"]]) {
      const { stdout, stderr } = await verified.run(args, password);
      expect(stdout).to.include("Key ").and.include("is not known");
      expect(stdout + stderr).not.to.include(secrets.token);
      expect(stdout + stderr).not.to.include(secrets.passphrase);
      expect(stdout).not.to.include("\u001b");
    }
  });

  it("takes nothing that Snowflake says for SQL", async () => {
    const statements: string[] = [];
    verified.clouds.snowflake.interfere = ({ body }: Received) => {
      const { statement } = JSON.parse(body) as { statement: string };
      statements.push(statement);
      if (!statement.startsWith("SELECT LAST_FILE")) return undefined;
      const data = [["x', 'y', 'z', 'all') -- .json.gz"]];
      const rowType = [{ name: "LAST_FILE" }];
      const body_ = JSON.stringify({ resultSetMetaData: { rowType }, data });
      return { status: 200, type: "application/json", body: body_ };
    };
    expect((await verified.told()).status).to.equal(0);
    const asked = statements.filter((each) => each.includes("VALIDATE"));
    expect(asked).to.have.length(1);
    expect(asked[0]).to.match(/'none', 'list'\) AS RESULT$/);
    expect(statements.filter((each) => !/^(SELECT|DESCRIBE|SHOW|LIST) /.test(each))).to.be.empty;
  });
});
