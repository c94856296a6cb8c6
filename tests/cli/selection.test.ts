import { expect } from "chai";
import { TestFolder, quietEvent, rowsOf, snowtrail } from "./logFiles";

describe("Files on disk that are asked for", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
    const trail = "AWSLogs/o-exampleorgid";
    folder.log(`${trail}/111122223333/CloudTrail/eu-west-1/2026/03/17/renamed.json`, [
      quietEvent("ireland, 17th"),
    ]);
    folder.log(`${trail}/111122223333/CloudTrail/us-east-1/2026/03/18/renamed.json`, [
      quietEvent("virginia, 18th"),
    ]);
    folder.log("case/444455556666_CloudTrail_eu-west-1_20260318T1225Z_tATeXvq3lnmWCcMW.json.gz", [
      quietEvent("other account, 18th"),
    ]);
    folder.log("case/export.json", [quietEvent("nobody knows")]);
  });
  afterEach(() => {
    folder.remove();
  });

  for (const [options, ids] of [
    [[], ["ireland, 17th", "nobody knows", "other account, 18th", "virginia, 18th"]],
    [
      ["--from", "2026-03-18"],
      ["nobody knows", "other account, 18th", "virginia, 18th"],
    ],
    [
      ["--to", "2026-03-17"],
      ["ireland, 17th", "nobody knows"],
    ],
    [
      ["--account", "444455556666,123456789012"],
      ["nobody knows", "other account, 18th"],
    ],
    [
      ["--region", "eu-west-1", "--from", "2026-03-18", "--to", "2026-03-18"],
      ["nobody knows", "other account, 18th"],
    ],
  ] as const) {
    it(`are with ${options.join(" ") || "no option"} those of ${ids.join("; ")}`, async () => {
      const rows = await rowsOf(
        "select eventID from cloudtrail order by eventID",
        folder.path,
        ...options,
      );
      expect(rows.map(({ eventID }) => eventID)).to.deep.equal(ids);
    });
  }

  it("leave others, which are counted", async () => {
    const { stdout, status } = await snowtrail(["detect", folder.path, "--from", "2026-03-18"]);
    expect(stdout).to.match(/^files +3 found: 3 loaded; 1 more was not asked for$/m);
    expect(status).to.equal(0);
  });

  it("are none where all are others, and that is no success", async () => {
    const { stdout, status } = await snowtrail([
      "detect",
      folder.at("AWSLogs"),
      "--from",
      "2026-03-19",
    ]);
    expect(stdout).to.match(/^files +0 found: 0 loaded; 2 more were not asked for$/m);
    expect(status).to.equal(3);
  });

  it("cannot be asked for where no files are named", async () => {
    const db = folder.at("events.duckdb");
    await snowtrail(["detect", folder.path, "--db", db]);
    const { stderr, status } = await snowtrail([
      "query",
      "select 1",
      "--db",
      db,
      "--to",
      "2026-03-19",
    ]);
    expect(stderr).to.include(
      "--region and --endpoint-url are about log files, and there are none",
    );
    expect(status).to.equal(2);
  });

  for (const [option, value, message] of [
    ["--from", "yesterday", '--from: expected a day such as 2026-01-31, found "yesterday".'],
    ["--account", "prod", '--account: expected an account id such as 111122223333, found "prod".'],
    ["--region", "Ireland", '--region: expected a region such as eu-west-1, found "Ireland".'],
    ["--endpoint-url", "localhost:9000", "Give an address such as http://localhost:9000."],
  ] as const) {
    it(`are not asked for by ${option} ${value}`, async () => {
      const { stderr, status } = await snowtrail(["detect", folder.path, option, value]);
      expect(stderr).to.include(message);
      expect(status).to.equal(2);
    });
  }
});
