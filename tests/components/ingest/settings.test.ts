import { expect } from "chai";

import {
  type SnowflakeIngestArgs,
  ingestNames,
  ingestProblems,
} from "../../../components/ingest/settings";

type Choices = Partial<SnowflakeIngestArgs>;

const problems = (args: Choices): string[] =>
  ingestProblems(args).map(({ setting, problem }) => `${setting}: ${problem}`);

describe("components: what SnowflakeIngest refuses", () => {
  it("nothing of its defaults, and nothing of each sound choice", () => {
    const sound: Choices[] = [
      {},
      { database: "adopt", databaseName: "SECURITY" },
      { database: "adopt", databaseName: "SECURITY", schema: "adopt", schemaName: "AUDIT" },
      { warehouse: "adopt", warehouseName: "REPORTING" },
      { eventKinds: ["events", "insights"] },
      { filePattern: ".*[.]json" },
      { eventKinds: ["events"], filePattern: ".*[.]json" },
    ];
    for (const args of sound) expect(problems(args), JSON.stringify(args)).to.be.empty;
  });

  const mistakes: [rule: string, args: Choices, message: RegExp][] = [
    ["a database to adopt without its name", { database: "adopt" }, /^databaseName: is missing/],
    ["a warehouse to adopt without its name", { warehouse: "adopt" }, /^warehouseName: is missing/],
    [
      "a schema to adopt in a database that is created",
      { schema: "adopt", schemaName: "AUDIT" },
      /^schema: is "adopt", and database is "create"/,
    ],
    [
      "a size for a warehouse that is adopted",
      { warehouse: "adopt", warehouseName: "W", warehouseSize: "LARGE" },
      /^warehouseSize: .*warehouse is "adopt"/,
    ],
    [
      "a pattern beside kinds of files",
      { filePattern: "x", eventKinds: ["insights"] },
      /^filePattern: contradicts eventKinds/,
    ],
    ["a pattern that is no expression", { filePattern: "(" }, /^filePattern: .*regular expression/],
    ["no kind of files", { eventKinds: [] }, /^eventKinds: is empty/],
    [
      "a name in lower case",
      { databaseName: "security" },
      /^databaseName: "security" is not a name/,
    ],
    ["a name that would need quotes", { schemaName: 'A"B' }, /^schemaName: /],
    ["a name with a hyphen", { integrationName: "A-B" }, /^integrationName: /],
    ["a role's ARN", { roleName: "arn:aws:iam::111122223333:role/r" }, /^roleName: /],
    ["a prefix that names no folder", { logsPrefix: "AWSLogs" }, /^logsPrefix: .*end in a slash/],
    ["a base that is no name", { baseName: "my-app" }, /^baseName: .*upper-case/],
    ["a warehouse that never suspends", { warehouseAutoSuspend: 0 }, /^warehouseAutoSuspend: /],
    ["a timeout of none", { warehouseStatementTimeout: 0 }, /^warehouseStatementTimeout: /],
  ];
  for (const [rule, args, message] of mistakes) {
    it(rule, () => {
      const found = problems(args);
      expect(found).to.have.length(1);
      expect(found[0]).to.match(message);
    });
  }
});

describe("components: the names of what SnowflakeIngest makes", () => {
  const args = { baseName: "SNOWTRAIL_DEV", bucketName: "logs" };

  it("derive from the base name", () => {
    expect(ingestNames(args)).to.deep.equal({
      database: "SNOWTRAIL_DEV",
      schema: "CLOUDTRAIL",
      warehouse: "SNOWTRAIL_DEV",
      integration: "SNOWTRAIL_DEV",
    });
  });

  it("give each stack a schema of its own in a database that is shared", () => {
    const shared = { ...args, database: "adopt", databaseName: "SECURITY" } as const;
    expect(ingestNames(shared)).to.include({ database: "SECURITY", schema: "SNOWTRAIL_DEV" });
  });
});
