import { expect } from "chai";
import { readFileSync } from "node:fs";
import { TestFolder, snowtrail } from "./logFiles";

describe("snowtrail new and snowtrail test", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  const made = async (id: string): Promise<void> => {
    const { status, stderr } = await snowtrail(["new", id, "--folder", folder.path]);
    expect(stderr).to.equal("");
    expect(status).to.equal(0);
  };
  const test = (...options: string[]) => snowtrail(["test", folder.path, ...options]);
  const change = (name: string, from: string, to: string): void => {
    const text = readFileSync(folder.at(name), "utf8");
    expect(text).to.contain(from);
    folder.write(name, text.replace(from, to));
  };

  it("new writes a detection that passes its fixtures", async () => {
    await made("my_keys");
    const { status, stdout } = await test();
    expect(stdout).to.equal("passed    my_keys  10 cases\n\n1 detection, 10 cases: all pass\n");
    expect(status).to.equal(0);
  });

  it("new overwrites nothing, and tells what it replaces", async () => {
    folder.write("mine.fixtures.yaml", "mine");
    const refused = await snowtrail(["new", "mine", "--folder", folder.path]);
    expect(refused.status).to.equal(2);
    expect(refused.stderr).to.contain("exists already");
    expect(readFileSync(folder.at("mine.fixtures.yaml"), "utf8")).to.equal("mine");

    const { stdout } = await snowtrail(["new", "root_activity", "--folder", folder.at("deep/er")]);
    expect(stdout).to.contain("It takes the place of the shipped detection root_activity.");
  });

  it("new refuses an id that no detection can have, and writes nothing", async () => {
    const { status, stderr } = await snowtrail(["new", "../Mine", "--folder", folder.at("own")]);
    expect(status).to.equal(2);
    expect(stderr).to.contain("id: expected lower-case letters");
  });

  it("a case that fails is told with its place, what was expected and what was found", async () => {
    await made("my_keys");
    change("my_keys.sql", "and errorCode is null\n", "and errorCode is distinct from 'x'\n");
    change("my_keys.fixtures.yaml", "    finds: 2", "    finds: 3");
    const { status, stdout } = await test();
    expect(status).to.equal(1);
    const file = folder.at("my_keys.fixtures.yaml");
    const lines = stdout.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "<id>").split("\n");
    expect(lines).to.deep.equal([
      "failed    my_keys  3 of 10 cases",
      `    firing: two keys in an hour are two findings  ${file}:36`,
      "      - expected 3 findings",
      "      + found 2 findings",
      "          2026-03-17 09:00:00.000  CreateAccessKey  <id>",
      "          2026-03-17 10:00:00.000  CreateAccessKey  <id>",
      `    firing: two keys in an hour are two findings, each event delivered twice  ${file}:36`,
      "      - expected 3 findings",
      "      + found 2 findings",
      "          2026-03-17 09:00:00.000  CreateAccessKey  <id>",
      "          2026-03-17 10:00:00.000  CreateAccessKey  <id>",
      `    near miss: the call is refused  ${file}:43`,
      "      - expected nothing",
      "      + found 1 finding",
      "          2026-03-17 09:00:00.000  CreateAccessKey  <id>",
      "",
      "1 detection, 10 cases: 3 fail",
      "",
    ]);
  });

  it("no case sees the events of another, and an event that comes twice counts once", async () => {
    await made("bursts");
    change(
      "bursts.sql",
      "and errorCode is null\n",
      "and errorCode is null\nqualify count(*) over () >= 3 --",
    );
    const text = readFileSync(folder.at("bursts.sql"), "utf8");
    folder.write("bursts.sql", text.slice(0, text.indexOf(" --") + 1));
    const fixtures = readFileSync(folder.at("bursts.fixtures.yaml"), "utf8");
    const event = fixtures.slice(0, fixtures.indexOf("firing:"));
    folder.write(
      "bursts.fixtures.yaml",
      `${event}
firing: { three: { events: [{ repeat: 3, every: 1m }], finds: 3 } }
nearMisses: { two: { events: [{ repeat: 2, every: 1m }] } }
quiet: { one: {} }`,
    );
    const { stdout } = await test();
    expect(stdout).to.contain(
      "failed    bursts  1 of 6 cases\n    near miss: two, each event delivered twice",
    );
  });

  it("a case has its own Insights events, and they are no rows of cloudtrail", async () => {
    await made("unusual");
    const text = readFileSync(folder.at("unusual.sql"), "utf8");
    const select = `
select * from cloudtrail
where eventSource = 'iam.amazonaws.com'
    and eventName in (select eventName from cloudtrail_insights where state = 'Start')
    or eventType = 'AwsCloudTrailInsight'
`;
    folder.write("unusual.sql", text.slice(0, text.indexOf("*/") + 2) + select);
    const fixtures = readFileSync(folder.at("unusual.fixtures.yaml"), "utf8");
    const insight = `
      - with:
          eventType: AwsCloudTrailInsight
          insightDetails: { state: Start, eventName: CreateAccessKey }`;
    folder.write(
      "unusual.fixtures.yaml",
      `${fixtures.slice(0, fixtures.indexOf("firing:"))}
firing:
  there are unusually many of it:
    events:${insight}
      - {}
nearMisses: { there are as many as ever: {} }
quiet:
  only the insight:
    events:${insight}`,
    );
    const { stdout } = await test();
    expect(stdout).to.equal("passed    unusual  5 cases\n\n1 detection, 5 cases: all pass\n");
  });

  it("a record that fails the detection is told with the reason", async () => {
    await made("odd");
    change("odd.sql", "'CreateAccessKey'", "'CreateAccessKey' and awsRegion::int = 1");
    const { status, stdout } = await test();
    expect(status).to.equal(1);
    expect(stdout).to.contain("      + the detection failed: ");
  });

  it("a detection without fixtures fails, unless it may", async () => {
    await made("one");
    folder.write(
      "two.sql",
      readFileSync(folder.at("one.sql"), "utf8").replace("id: one", "id: two"),
    );
    const strict = await test();
    expect(strict.status).to.equal(1);
    expect(strict.stdout).to.contain("untested  two  there is no two.fixtures.yaml beside it\n");
    expect(strict.stdout).to.match(/2 detections, 10 cases: all pass; 1 without fixtures\n$/);
    expect((await test("--allow-untested")).status).to.equal(0);
  });

  it("fixtures and SQL that are wrong are told, and the rest is tried", async () => {
    for (const id of ["fine", "fixtures", "sql"]) await made(id);
    folder.write("fixtures.fixtures.yaml", "event: {}\n");
    change("sql.sql", "select *", "select eventName");
    const { status, stdout } = await test();
    expect(status).to.equal(2);
    expect(stdout).to.contain("passed    fine      10 cases\n");
    expect(stdout).to.match(
      /^wrong {5}fixtures {2}.*fixtures\.fixtures\.yaml: the fixtures are wrong\.$/m,
    );
    expect(stdout).to.match(/^wrong {5}sql {7}.*sql\.sql: a detection returns rows of cloudtrail/m);
    expect(stdout).to.match(/; 2 cannot be tried\n$/);
  });

  it("what a file says cannot move the terminal's cursor", async () => {
    await made("my_keys");
    change("my_keys.fixtures.yaml", "  the call is refused:", '  "a \\e[2J b":');
    change("my_keys.sql", "and errorCode is null\n", "");
    expect((await test()).stdout).to.contain("near miss: a \\u001b[2J b");
  });

  it("a folder that does not exist is named", async () => {
    const { status, stderr } = await snowtrail(["test", folder.at("no")]);
    expect(status).to.equal(2);
    expect(stderr).to.contain(folder.at("no"));
  });
});
