import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import {
  type SnowflakeIngestArgs,
  ingestNames,
  ingestProblems,
} from "../../../components/ingest/args";

type Choices = Partial<SnowflakeIngestArgs>;

const problems = (args: Choices): string[] =>
  ingestProblems(args).map(({ setting, problem }) => `${setting}: ${problem}`);

/** A second source, into the raw table of a first. */
const shared: Choices = {
  sourceName: "EU",
  database: { existing: "SECURITY" },
  schema: { existing: "CLOUDTRAIL" },
  warehouse: { existing: "REPORTING" },
  rawTable: { existing: "CLOUDTRAIL_RAW" },
};

describe("components: what SnowflakeIngest refuses", () => {
  it("nothing of its defaults, and nothing of each sound choice", () => {
    const sound: Choices[] = [
      {},
      { database: { existing: "SECURITY" } },
      { database: { existing: "SECURITY" }, schema: { existing: "AUDIT" } },
      { database: { name: "AUDIT" }, schema: { name: "LOGS" } },
      { warehouse: { existing: "REPORTING" } },
      { warehouse: { name: "REPORTING", size: "LARGE", statementQueuedTimeoutInSeconds: 0 } },
      { eventKinds: ["events", "insights"] },
      { filePattern: ".*[.]json" },
      { eventKinds: ["events"], filePattern: ".*[.]json" },
      { eventKinds: ["events", "insights"], filePattern: ".*/CloudTrail/.*[.]json[.]gz" },
      { ...shared, eventKinds: ["events", "insights"], retention: { rawDays: 400 } },
      {
        ...shared,
        eventKinds: ["events", "insights"],
        insightsRawTable: { existing: "CLOUDTRAIL_INSIGHTS_RAW" },
      },
    ];
    for (const args of sound) expect(problems(args), JSON.stringify(args)).to.be.empty;
  });

  it("nothing of what another resource gives, before it is known", () => {
    const later = pulumi.output("lower case");
    expect(problems({ database: { existing: later }, schema: { existing: later } })).to.be.empty;
  });

  const contradictions: [rule: string, args: Choices, problem: string][] = [
    [
      "a database that exists and is new",
      { database: { existing: "SECURITY", name: "AUDIT" } },
      "database.name: is for a new database, and database.existing names one that exists. Remove one of the two.",
    ],
    [
      "a schema that exists and is new",
      { database: { existing: "SECURITY" }, schema: { existing: "AUDIT", name: "LOGS" } },
      "schema.name: is for a new schema, and schema.existing names one that exists. Remove one of the two.",
    ],
    [
      "a schema that exists in a database that is new",
      { schema: { existing: "AUDIT" } },
      "schema.existing: names a schema, and the database is new and has none. Name its database in database.existing, or remove it.",
    ],
    ...Object.entries({
      name: "QUERIES",
      size: "LARGE",
      autoSuspend: 60,
      statementTimeoutInSeconds: 900,
      statementQueuedTimeoutInSeconds: 300,
    }).map(([key, value]): [string, Choices, string] => [
      `a property of a new warehouse, ${key}, for one that exists`,
      { warehouse: { existing: "REPORTING", [key]: value } },
      `warehouse.${key}: is for a new warehouse, and warehouse.existing names one that exists. Remove one of the two.`,
    ]),
    [
      "a raw table of another ingest without a name of its own",
      { ...shared, sourceName: undefined },
      "sourceName: is missing, and rawTable.existing names a table that another ingest has made. Give a name of its own.",
    ],
    [
      "a raw table of another ingest in a schema that is new",
      { ...shared, schema: undefined },
      "schema.existing: is missing, and rawTable.existing names a table that another ingest has made. Give that ingest's schemaName.",
    ],
    [
      "a raw table of another ingest with a warehouse that is new",
      { ...shared, warehouse: {} },
      "warehouse.existing: is missing, and rawTable.existing names a table that another ingest has made. Give that ingest's warehouseName.",
    ],
    [
      "a retention of a raw table of another ingest",
      { ...shared, retention: { rawDays: 400 } },
      "retention: is for a new raw table, and rawTable.existing names one that exists. Remove one of the two.",
    ],
    [
      "a pattern beside kinds of files",
      { filePattern: "x", eventKinds: ["events", "aggregated"] },
      'filePattern: contradicts "aggregated" in eventKinds, which it would replace. Remove one of the two.',
    ],
    [
      "Insights without anything for the raw table",
      { eventKinds: ["insights"] },
      'eventKinds: has "insights" alone, which have a raw table of their own. Give "events" beside it, for the raw table.',
    ],
    [
      "a pattern that takes Insights as well, which have a pipe",
      { eventKinds: ["events", "insights"], filePattern: ".*[.]json[.]gz" },
      "filePattern: takes files of CloudTrail-Insight/ as well, for which eventKinds asks a pipe of their own. Let it take those of CloudTrail/ alone.",
    ],
    [
      "a table for Insights that is that for events",
      {
        ...shared,
        eventKinds: ["events", "insights"],
        insightsRawTable: { existing: "CLOUDTRAIL_RAW" },
      },
      "insightsRawTable.existing: is not CLOUDTRAIL_INSIGHTS_RAW, by which the views know it. Give that name.",
    ],
    [
      "Insights alone, twice",
      { eventKinds: ["insights", "insights"] },
      'eventKinds: has "insights" alone, which have a raw table of their own. Give "events" beside it, for the raw table.',
    ],
    [
      "a table for Insights that are not loaded",
      { ...shared, insightsRawTable: { existing: "CLOUDTRAIL_INSIGHTS_RAW" } },
      'insightsRawTable.existing: names a table for Insights events, and none are loaded. Give "insights" in eventKinds, or remove it.',
    ],
    [
      "a table for Insights in a schema that is new",
      {
        eventKinds: ["events", "insights"],
        insightsRawTable: { existing: "CLOUDTRAIL_INSIGHTS_RAW" },
      },
      "insightsRawTable.existing: names a table, and the schema is new and has none. Name its schema in schema.existing, or remove it.",
    ],
    [
      "a retention where both raw tables are another ingest's",
      {
        ...shared,
        eventKinds: ["events", "insights"],
        insightsRawTable: { existing: "CLOUDTRAIL_INSIGHTS_RAW" },
        retention: { rawDays: 400 },
      },
      "retention: is for a new raw table, and rawTable.existing names one that exists. Remove one of the two.",
    ],
    [
      "no kind of files",
      { eventKinds: [] },
      "eventKinds: is empty, so nothing would be loaded. Give one or more of events, insights, aggregated.",
    ],
  ];
  for (const [rule, args, problem] of contradictions) {
    it(rule, () => {
      expect(problems(args)).to.deep.equal([problem]);
    });
  }

  const malformed: [rule: string, args: Choices, message: RegExp][] = [
    ["a pattern that is no expression", { filePattern: "(" }, /^filePattern: .*regular expression/],
    [
      "a name in lower case",
      { database: { existing: "security" } },
      /^database[.]existing: "security" is not a name .*upper-case/,
    ],
    ["a name that would need quotes", { schema: { name: 'A"B' } }, /^schema[.]name: /],
    ["a name with a hyphen", { integrationName: "A-B" }, /^integrationName: /],
    ["an empty name", { warehouse: { existing: "" } }, /^warehouse[.]existing: "" is not a name/],
    ["a role's ARN", { roleName: "arn:aws:iam::111122223333:role/r" }, /^roleName: /],
    [
      "a prefix that names no folder",
      { logs: { bucketName: "logs", prefix: "AWSLogs" } },
      /^logs[.]prefix: .*end in a slash/,
    ],
    [
      "a bucket's URL",
      { logs: { bucketName: "s3://logs" } },
      /^logs[.]bucketName: .*without s3:[/][/]/,
    ],
    ["a base that is no name", { baseName: "my-app" }, /^baseName: .*upper-case/],
    [
      "a warehouse that never suspends",
      { warehouse: { autoSuspend: 0 } },
      /^warehouse[.]autoSuspend: 0 is out of range. Give a whole number of seconds from 30 to 86400/,
    ],
    [
      "a timeout of none",
      { warehouse: { statementTimeoutInSeconds: 0 } },
      /^warehouse[.]statementTimeoutInSeconds: /,
    ],
    [
      "a resource monitor without credits",
      { warehouse: { resourceMonitor: { creditQuota: 0 } } },
      /^warehouse[.]resourceMonitor[.]creditQuota: 0 is out of range. Give a whole number of credits from 1 to 1000000[.]$/,
    ],
    [
      "no percentage to tell at",
      { warehouse: { resourceMonitor: { creditQuota: 5, notifyTriggers: [] } } },
      /^warehouse[.]resourceMonitor[.]notifyTriggers: is no list with a number in it/,
    ],
    [
      "a percentage that is none",
      { warehouse: { resourceMonitor: { creditQuota: 5, notifyTriggers: [50, 0] } } },
      /^warehouse[.]resourceMonitor[.]notifyTriggers: 0 is out of range/,
    ],
    [
      "a user to tell twice",
      { warehouse: { resourceMonitor: { creditQuota: 5, notifyUsers: ["ANA", "ANA"] } } },
      /^warehouse[.]resourceMonitor[.]notifyUsers: "ANA" stands there twice/,
    ],
    ["a tag of AWS's own", { tags: { "aws:x": "y" } }, /^tags: the tag "aws:x" is not one/],
  ];
  for (const [rule, args, message] of malformed) {
    it(rule, () => {
      const found = problems(args);
      expect(found).to.have.length(1);
      expect(found[0]).to.match(message);
    });
  }
});

describe("components: the names of what SnowflakeIngest uses", () => {
  const baseName = "SNOWTRAIL_DEV";

  it("derive from the base name", () => {
    expect(ingestNames({ baseName })).to.deep.equal({
      database: "SNOWTRAIL_DEV",
      schema: "CLOUDTRAIL",
      warehouse: "SNOWTRAIL_DEV",
      integration: "SNOWTRAIL_DEV",
      source: "SNOWTRAIL_DEV",
      stage: "CLOUDTRAIL_STAGE",
      pipe: "CLOUDTRAIL_PIPE",
      insightsPipe: "CLOUDTRAIL_INSIGHTS_PIPE",
    });
  });

  it("give each stack a schema of its own in a database that is shared", () => {
    expect(ingestNames({ baseName, database: { existing: "SECURITY" } })).to.include({
      database: "SECURITY",
      schema: "SNOWTRAIL_DEV",
    });
  });

  it("are those that are given, of what exists and of what is new", () => {
    const given = {
      baseName,
      database: { existing: "SECURITY" },
      schema: { name: "LOGS" },
      warehouse: { name: "QUERIES" },
      integrationName: "READER",
    };
    expect(ingestNames(given)).to.deep.equal({
      database: "SECURITY",
      schema: "LOGS",
      warehouse: "QUERIES",
      integration: "READER",
      source: "SNOWTRAIL_DEV",
      stage: "CLOUDTRAIL_STAGE",
      pipe: "CLOUDTRAIL_PIPE",
      insightsPipe: "CLOUDTRAIL_INSIGHTS_PIPE",
    });
  });
});
