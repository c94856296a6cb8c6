import { expect } from "chai";
import type { Interference, Received } from "../../sandbox/http/door";
import type { Deployed } from "./deployed";
import { linksOf, secrets, those, Verified, wholeStack } from "./verified";

describe("snowtrail verify, where a cloud does not answer as it should", () => {
  let deployed: Deployed;
  let verified: Verified;
  before(async () => {
    deployed = await wholeStack();
    verified = await Verified.open(() => deployed);
  });
  after(async () => {
    await verified.close();
    await deployed.sandbox.close();
  });
  afterEach(() => {
    verified.clouds.aws.interfere = () => undefined;
    verified.clouds.snowflake.interfere = () => undefined;
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
    expect(those(links, "ok")).to.have.members(linksOf.aws);
    expect(those(links, "not known")).to.have.members(linksOf.snowflake);
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
      interference: { status: 200, type: "application/json", body: " ".repeat(1_100_000) },
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
      const limit = ["--time-limit", interference === "never answered" ? "1" : "20"];
      const one = await verified.told(limit);
      expect(one.status).to.equal(3);
      expect(those(one.links, "not known")).to.have.members(linksOf.aws);
      for (const link of linksOf.aws) expect(one.links.get(link)?.found, link).to.match(aws);

      verified.clouds.aws.interfere = () => undefined;
      verified.clouds.snowflake.interfere = () => interference;
      const other = await verified.told(limit);
      expect(other.status).to.equal(3);
      expect(those(other.links, "not known")).to.have.members(linksOf.snowflake);
      for (const link of linksOf.snowflake) {
        expect(other.links.get(link)?.found, link).to.match(snowflake);
      }
    });
  }

  it("hides no other answer when one is missing", async () => {
    verified.clouds.snowflake.interfere = ({ body }: Received) =>
      body.includes("DESCRIBE STAGE") ? "never answered" : undefined;
    const { links } = await verified.told(["--time-limit", "1"]);
    expect(those(links, "not known")).to.deep.equal(["stage"]);
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
