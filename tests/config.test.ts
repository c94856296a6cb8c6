import fs from "node:fs";
import { join } from "node:path";

import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { parse } from "yaml";

import { defaultMinimumSeverity, defaultScheduleMinutes } from "../components/alerts/args";
import { eventNotificationChoice } from "../components/eventNotifications/args";
import { ingestNames } from "../components/ingest/args";
import { monitorDefaults, warehouseDefaults } from "../components/ingest/warehouse";
import { defaultRetentionDays, defaultStorageClass } from "../components/source/lifecycle";
import { defaultLogGroupRetention } from "../components/source/logGroup";
import { defaultTargetLagMinutes } from "../components/views/materialization";
import { type Settings, readSettings } from "../config";

interface Declaration {
  type: string;
  description: string;
  default: unknown;
}

const root = join(__dirname, "..");
const project = parse(fs.readFileSync(join(root, "Pulumi.yaml"), "utf8")) as {
  config: Record<string, Declaration>;
};

/** What the CLI hands to the program for a value of Pulumi.yaml or of the stack's file. */
const stored = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);

/** Reads the settings of a stack whose file holds this configuration, with the defaults of Pulumi.yaml as the CLI adds them. */
function read(config: Record<string, unknown> = {}, secrets: string[] = []): Settings {
  const defaults = Object.entries(project.config).map(([key, declared]): [string, unknown] => [
    `snowtrail:${key}`,
    declared.default,
  ]);
  const all = Object.entries({ ...Object.fromEntries(defaults), ...config });
  pulumi.runtime.setAllConfig(
    Object.fromEntries(all.map(([key, value]) => [key, stored(value)])),
    secrets,
  );
  return readSettings();
}

function failure(config: Record<string, unknown>): string {
  try {
    read(config);
  } catch (error) {
    expect(pulumi.RunError.isInstance(error), "an error for people").to.be.true;
    return (error as Error).message;
  }
  throw new Error(`${JSON.stringify(config)} was not refused`);
}

/** The mistakes that the error tells, each as one line without its indent. */
const mistakesIn = (config: Record<string, unknown>): string[] =>
  failure(config)
    .split("\n")
    .filter((line) => line.startsWith("  "))
    .map((line) => line.trim());

const valueOf = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => output.apply(resolve));

/** The keys of an object that Pulumi.yaml declares, with their defaults. */
function keysOf(setting: string): Record<string, string> {
  const lines = project.config[setting]?.description.trim().split("\n").slice(1) ?? [];
  return Object.fromEntries(
    lines.map((line) => {
      const [, key = "", fallback = ""] = /^([\w.]+) \((.*?)\): [A-Z].*[.]$/.exec(line) ?? [];
      return [key, fallback];
    }),
  );
}

/** The names that the error for an unknown key lists. */
function namesListed(config: Record<string, unknown>): string[] {
  const [mistake = ""] = mistakesIn(config);
  const [, names = ""] = /there is no such setting[.] .* one of (.*)[.]$/.exec(mistake) ?? [];
  return names.split(", ");
}

describe("config: Pulumi.yaml", () => {
  it("declares each setting with type, description and default", () => {
    for (const [key, declared] of Object.entries(project.config)) {
      expect(declared, key).to.include.all.keys("type", "description", "default");
      for (const line of declared.description.trim().split("\n")) {
        expect(line, key).to.match(/^([A-Z]|[\w.]+ \(.+?\): [A-Z]).*[.]$/);
      }
    }
  });

  it("declares exactly the settings that the program reads", () => {
    const declared = Object.keys(project.config).map((key) => `snowtrail:${key}`);
    expect(namesListed({ "snowtrail:nope": "x" })).to.have.members(declared);
  });

  it("describes exactly the keys of each setting that the program reads", () => {
    const objects = Object.entries(project.config).filter(
      ([key, { type }]) => type === "object" && key !== "tags",
    );
    expect(objects.map(([key]) => key)).to.deep.equal([
      "bucket",
      "trail",
      "kmsKey",
      "database",
      "schema",
      "warehouse",
      "roleAccount",
      "eventNotifications",
      "retention",
      "materialization",
      "accessRoles",
      "notifications",
      "alerts",
    ]);
    const nested: Record<string, string[]> = {
      bucket: ["transition"],
      trail: ["account", "organization", "logGroup"],
      warehouse: ["resourceMonitor"],
      eventNotifications: ["topic"],
      notifications: ["topic", "email", "webhook"],
    };
    for (const [setting] of objects) {
      const inner = nested[setting] ?? [];
      const listed = [
        ...namesListed({ [`snowtrail:${setting}`]: { nope: 1 } }).filter(
          (name) => !inner.some((key) => name === `snowtrail:${setting}.${key}`),
        ),
        ...inner.flatMap((key) => {
          const mistakes = mistakesIn({ [`snowtrail:${setting}`]: { [key]: { nope: 1 } } });
          const [unknown = ""] = mistakes.filter((line) => line.includes("no such setting"));
          return unknown.replace(/^.* one of |[.]$/g, "").split(", ");
        }),
      ];
      const described = Object.keys(keysOf(setting)).map((key) => `snowtrail:${setting}.${key}`);
      expect(listed, setting).to.have.members(described);
    }
  });

  it("describes the components' own defaults", () => {
    const { bucket, warehouse } = { bucket: keysOf("bucket"), warehouse: keysOf("warehouse") };
    expect(bucket.retentionDays).to.equal(`\`${defaultRetentionDays}\``);
    expect(bucket["transition.storageClass"]).to.equal(`\`${defaultStorageClass}\``);
    const { "logGroup.retentionInDays": retention } = keysOf("trail");
    expect(retention).to.equal(`\`${defaultLogGroupRetention}\``);
    const materialization = keysOf("materialization");
    expect(materialization.targetLagMinutes).to.equal(`\`${defaultTargetLagMinutes}\``);
    const alerts = keysOf("alerts");
    expect(alerts.minimumSeverity).to.equal(`\`${defaultMinimumSeverity}\``);
    expect(alerts.scheduleMinutes).to.equal(`\`${defaultScheduleMinutes}\``);
    for (const [key, value] of Object.entries(warehouseDefaults)) {
      expect(warehouse[key], key).to.equal(`\`${value}\``);
    }
    for (const [key, value] of Object.entries(monitorDefaults)) {
      const shown = `\`${[value].flat().join(", ")}\``;
      expect(warehouse[`resourceMonitor.${key}`], key).to.equal(shown);
    }
  });

  it("has defaults that mean the same as no configuration at all", () => {
    const withDefaults = read();
    pulumi.runtime.setAllConfig({});
    const without = readSettings();
    const base = { baseName: "SNOWTRAIL_DEV" };
    expect(ingestNames({ ...base, ...withDefaults.ingest })).to.deep.equal(
      ingestNames({ ...base, ...without.ingest }),
    );
    for (const settings of [withDefaults, without]) {
      expect(settings).to.include({ protect: true });
      expect(settings.ingest.eventNotifications).to.include({ mode: "bucket" });
      expect(settings.source.bucket?.existing).to.be.undefined;
      expect(settings.source.trail?.skip).to.be.undefined;
      expect(settings.notifications).to.be.undefined;
      expect(settings.alerts).to.be.undefined;
    }
    expect(withDefaults.detections).to.deep.equal({
      detectionsFolder: undefined,
      disabledDetections: [],
    });
  });
});

describe("config: Pulumi.dev.yaml", () => {
  const text = fs.readFileSync(join(root, "Pulumi.dev.yaml"), "utf8");
  const examples = text
    .split(/\n(?=\n)/)
    .map((block) => block.replace(/^[^]*?(?=^ {2}# snowtrail:)/m, ""))
    .filter((block) => block.startsWith("  # snowtrail:"))
    .map((block) => parse(block.replace(/^ {2}# /gm, "")) as Record<string, unknown>);

  it("shows everything of Snowtrail commented out, so that a copy of it deploys the defaults", () => {
    expect(text).not.to.match(/^ {2}snowtrail:/m);
    expect(examples).to.have.length(18);
  });

  for (const example of examples) {
    it(`shows what works once it is no comment: ${Object.keys(example).join(", ")}`, () => {
      const folder = join(root, "sql", "detections");
      const sound =
        "snowtrail:detectionsFolder" in example
          ? { ...example, "snowtrail:detectionsFolder": folder }
          : example;
      expect(() => read(sound)).not.to.throw();
    });
  }
});

describe("config: a stack's settings", () => {
  it("become the components' arguments", () => {
    const settings = read({
      "snowtrail:bucket": { existing: "audit-logs", ownPolicy: true },
      "snowtrail:trail": {
        organization: { id: "o-exampleorgid", managementAccountId: "012345678901" },
      },
      "snowtrail:prefix": "audit",
      "snowtrail:tags": { team: "security" },
      "snowtrail:database": { existing: "SECURITY" },
      "snowtrail:warehouse": { size: "LARGE", autoSuspend: 120 },
      "snowtrail:eventKinds": ["events", "insights"],
      "snowtrail:retention": { rawDays: 400 },
      "snowtrail:materialization": { mode: "task", scheduleMinutes: 10, retentionDays: 400 },
      "snowtrail:disabledDetections": ["root_activity"],
      "snowtrail:protect": false,
    });
    expect(JSON.parse(JSON.stringify(settings.materialization))).to.deep.equal({
      mode: "task",
      scheduleMinutes: 10,
      retentionDays: 400,
    });
    expect(JSON.parse(JSON.stringify(settings.source))).to.deep.equal({
      bucket: { existing: "audit-logs", ownPolicy: true },
      trail: { organization: { id: "o-exampleorgid", managementAccountId: "012345678901" } },
      prefix: "audit",
      kmsKey: {},
      tags: { team: "security" },
    });
    expect(JSON.parse(JSON.stringify(settings.ingest))).to.deep.equal({
      database: { existing: "SECURITY" },
      schema: {},
      retention: { rawDays: 400 },
      warehouse: { size: "LARGE", autoSuspend: 120 },
      eventNotifications: {},
      eventKinds: ["events", "insights"],
      tags: { team: "security" },
    });
    expect(settings.protect).to.be.false;
    expect(settings.detections.disabledDetections).to.deep.equal(["root_activity"]);
  });

  it("give a new schema managed access with access roles, and leave one that exists as it is", () => {
    const accessRoles = { reader: ["ANALYST"] };
    const own = read({
      "snowtrail:accessRoles": accessRoles,
      "snowtrail:schema": { name: "LOGS" },
    });
    expect(own.accessRoles?.reader).to.deep.equal(["ANALYST"]);
    expect(own.ingest.schema).to.include({ name: "LOGS", managedAccess: true });
    const theirs = read({
      "snowtrail:accessRoles": accessRoles,
      "snowtrail:database": { existing: "SECURITY" },
      "snowtrail:schema": { existing: "AUDIT" },
    });
    expect(theirs.ingest.schema).not.to.have.property("managedAccess");
    expect(read().accessRoles).to.equal(undefined);
    expect(read().ingest.schema).not.to.have.property("managedAccess");
  });

  it("describe a new bucket down to its storage class", () => {
    const { source } = read({
      "snowtrail:bucket": {
        name: "audit-logs",
        retentionDays: 730,
        transition: { days: 90, storageClass: "STANDARD_IA" },
      },
    });
    expect(JSON.parse(JSON.stringify(source.bucket))).to.deep.equal({
      name: "audit-logs",
      retentionDays: 730,
      transition: { days: 90, storageClass: "STANDARD_IA" },
    });
  });

  it("change the notifications of a bucket that exists only if they say so", () => {
    const adopted = { "snowtrail:bucket": { existing: "audit-logs" } };
    expect(eventNotificationChoice(read(adopted).ingest.eventNotifications)).to.include({
      mode: "none",
      configuration: "leave",
    });
    const eventNotifications = {
      mode: "sns",
      configuration: "leave",
      topic: { existing: "arn:aws:sns:eu-west-1:111122223333:example" },
    };
    const { ingest } = read({ ...adopted, "snowtrail:eventNotifications": eventNotifications });
    expect(JSON.parse(JSON.stringify(ingest.eventNotifications))).to.deep.equal(eventNotifications);
  });

  it("may merge the notifications of a new bucket without a mode", () => {
    const { ingest } = read({ "snowtrail:eventNotifications": { configuration: "merge" } });
    expect(ingest.eventNotifications).to.include({ mode: "bucket", configuration: "merge" });
  });

  it("say where messages go, and take the object without a key for nowhere", () => {
    const notifications = {
      topic: { subscribers: ["ops@example.com"] },
      integrationName: "ALERTS",
    };
    const tags = { team: "security" };
    const settings = read({ "snowtrail:notifications": notifications, "snowtrail:tags": tags });
    expect(JSON.parse(JSON.stringify(settings.notifications))).to.deep.equal({
      ...notifications,
      tags,
    });
    const topic = read({ "snowtrail:notifications": { topic: {} } }).notifications?.topic;
    expect(topic).not.to.be.undefined;
    expect(read({ "snowtrail:notifications": {} }).notifications).to.be.undefined;
  });

  it("say what alerts tell, if there are any", () => {
    const chosen = { minimumSeverity: "low", detections: ["root_activity"], scheduleMinutes: 60 };
    const settings = read({
      "snowtrail:notifications": { topic: {} },
      "snowtrail:alerts": { enabled: true, ...chosen },
    });
    expect(settings.alerts).to.deep.equal(chosen);
    expect(read({ "snowtrail:alerts": { enabled: false } }).alerts).to.be.undefined;
  });

  it("take a number or a boolean that is stored as text", () => {
    const settings = read({
      "snowtrail:bucket": { retentionDays: "730" },
      "snowtrail:trail": { skip: "true" },
    });
    expect(settings.source.bucket?.retentionDays).to.equal(730);
    expect(settings.source.trail?.skip).to.be.true;
  });

  it("leave out what is empty", () => {
    const { source, ingest } = read();
    expect(source.prefix).to.be.undefined;
    expect(ingest.filePattern).to.be.undefined;
  });
});

describe("config: how to reach Snowflake", () => {
  it("is the stack's own, every value as a secret and with its type", async () => {
    const { connection } = read(
      {
        "snowflake:user": "DEPLOYER",
        "snowflake:privateKey": "example",
        "snowflake:loginTimeout": "30",
        "snowflake:disableTelemetry": "true",
        "snowflake:params": { query_tag: "snowtrail" },
      },
      ["snowflake:privateKey"],
    );
    expect(Object.keys(connection).sort()).to.deep.equal([
      "disableTelemetry",
      "loginTimeout",
      "params",
      "privateKey",
      "user",
    ]);
    for (const value of Object.values(connection)) {
      expect(await pulumi.isSecret(value as pulumi.Output<unknown>)).to.be.true;
    }
    expect(await valueOf(pulumi.output(connection.loginTimeout))).to.equal(30);
    expect(await valueOf(pulumi.output(connection.disableTelemetry))).to.equal(true);
    expect(await valueOf(pulumi.output(connection.params))).to.deep.equal({
      query_tag: "snowtrail",
    });
  });

  it("leaves to the program what the program decides", () => {
    const { connection } = read({
      "snowflake:warehouse": "OTHER",
      "snowflake:validateDefaultParameters": "true",
    });
    expect(connection).to.deep.equal({});
  });

  it("refuses the stale names of the provider's README, and repeats no value", () => {
    const message = failure({ "snowflake:account": "hunter2", "snowflake:port": "hunter2" });
    expect(message).to.match(
      /snowflake:account: there is no such setting[.] .*snowflake:accountName,/,
    );
    expect(message).to.match(/snowflake:port: expected a whole number/);
    expect(message).not.to.include("hunter2");
  });
});

describe("config: mistakes", () => {
  const mistakes: [rule: string, config: Record<string, unknown>, message: RegExp][] = [
    [
      "an unknown key, with those that there are",
      { "snowtrail:bucketName": "logs" },
      /^snowtrail:bucketName: there is no such setting[.] Remove it, or rename it to one of snowtrail:bucket, .*snowtrail:protect[.]$/,
    ],
    [
      "an unknown key of an object, with those that there are",
      { "snowtrail:database": { exists: "SECURITY" } },
      /^snowtrail:database[.]exists: there is no such setting[.] Remove it, or rename it to one of snowtrail:database[.]existing, snowtrail:database[.]name[.]$/,
    ],
    [
      "an unknown key of an object in an object",
      { "snowtrail:bucket": { transition: { days: 90, class: "GLACIER" } } },
      /^snowtrail:bucket[.]transition[.]class: there is no such setting[.] .* one of snowtrail:bucket[.]transition[.]days, snowtrail:bucket[.]transition[.]storageClass[.]$/,
    ],
    [
      "a text in place of an object",
      { "snowtrail:bucket": "adopt" },
      /^snowtrail:bucket: expected an object with one or more of the keys existing, ownPolicy, .* Run: pulumi config set --path 'snowtrail:bucket[.]<key>' <value>$/,
    ],
    [
      "a list in place of an object in an object",
      { "snowtrail:trail": { organization: ["o-exampleorgid"] } },
      /^snowtrail:trail[.]organization: expected an object .* Run: pulumi config set --path 'snowtrail:trail[.]organization[.]<key>' <value>$/,
    ],
    [
      "a key that has to be there",
      { "snowtrail:bucket": { transition: { storageClass: "GLACIER" } } },
      /^snowtrail:bucket[.]transition[.]days: is missing[.] Run: pulumi config set --path 'snowtrail:bucket[.]transition[.]days' <value>, or remove the whole of snowtrail:bucket[.]transition[.]$/,
    ],
    [
      "an unknown key of an object in a list, and where that is",
      {
        "snowtrail:trail": {
          advancedEventSelectors: [
            { fieldSelectors: [{ field: "eventCategory", equals: ["Management"], equal: ["x"] }] },
          ],
        },
      },
      /^snowtrail:trail[.]advancedEventSelectors\[0\][.]fieldSelectors\[0\][.]equal: there is no such setting[.] .* one of .*[.]equals,/,
    ],
    [
      "another account without its id",
      { "snowtrail:roleAccount": { profile: "security" } },
      /^snowtrail:roleAccount[.]id: is missing[.]/,
    ],
    [
      "another account without a way to reach it",
      { "snowtrail:trail": { account: { id: "123456789012" } } },
      /^snowtrail:trail[.]account: tells of another account and not how to reach it[.]/,
    ],
    [
      "a list of texts in place of a list of objects",
      { "snowtrail:trail": { insightSelectors: ["ApiCallRateInsight"] } },
      /^snowtrail:trail[.]insightSelectors: expected a list of objects[.]/,
    ],
    [
      "a selector that CloudTrail does not take",
      {
        "snowtrail:trail": {
          advancedEventSelectors: [
            { fieldSelectors: [{ field: "eventCategory", equals: ["Data"] }] },
          ],
        },
      },
      /^snowtrail:trail[.]advancedEventSelectors: selector 1 is of Data and has no resources[.]type/,
    ],
    [
      "a number in place of a text",
      { "snowtrail:bucket": { existing: 1 } },
      /^snowtrail:bucket[.]existing: expected a text[.] Write it in quotes .* pulumi config set --path --type string 'snowtrail:bucket[.]existing' <value>$/,
    ],
    [
      "nothing in place of a name",
      { "snowtrail:database": { existing: null } },
      /^snowtrail:database[.]existing: expected a text/,
    ],
    [
      "an empty name, which must not make a new one",
      { "snowtrail:bucket": { existing: "" } },
      /^snowtrail:bucket[.]existing: "" is not the name of a bucket/,
    ],
    [
      "a boolean that is none",
      { "snowtrail:protect": "yes" },
      /^snowtrail:protect: expected a boolean. Give true or false/,
    ],
    [
      "a boolean that is none in an object",
      { "snowtrail:trail": { skip: 1 } },
      /^snowtrail:trail[.]skip: expected a boolean. Give true or false/,
    ],
    [
      "a number that is none",
      { "snowtrail:bucket": { retentionDays: "a year" } },
      /^snowtrail:bucket[.]retentionDays: expected a whole number/,
    ],
    [
      "a fraction",
      { "snowtrail:warehouse": { autoSuspend: 60.5 } },
      /^snowtrail:warehouse[.]autoSuspend: expected a whole number/,
    ],
    [
      "a list that is a text",
      { "snowtrail:disabledDetections": "root_activity" },
      /^snowtrail:disabledDetections: expected a list of texts.* pulumi config set --path 'snowtrail:disabledDetections\[0\]' <value>$/,
    ],
    [
      "a list of numbers",
      { "snowtrail:eventKinds": [1] },
      /^snowtrail:eventKinds: expected a list of texts/,
    ],
    [
      "a tag that is a number",
      { "snowtrail:tags": { cost: 7 } },
      /^snowtrail:tags: expected an object of texts.* pulumi config set --path --type string 'snowtrail:tags[.]<key>' <value>$/,
    ],
    [
      "a storage class that there is not",
      { "snowtrail:bucket": { transition: { days: 90, storageClass: "COLD" } } },
      /^snowtrail:bucket[.]transition[.]storageClass: "COLD" is not one of STANDARD_IA,/,
    ],
    [
      "a warehouse size that there is not",
      { "snowtrail:warehouse": { size: "HUGE" } },
      /^snowtrail:warehouse[.]size: "HUGE" is not one of XSMALL/,
    ],
    [
      "a kind of files that there is not",
      { "snowtrail:eventKinds": ["events", "digests"] },
      /^snowtrail:eventKinds: "digests" is not one of events, insights, aggregated/,
    ],
    [
      "kinds of files none of which there is",
      { "snowtrail:eventKinds": ["digests"] },
      /^snowtrail:eventKinds: "digests" is not one of events, insights, aggregated/,
    ],
    [
      "a tag that AWS keeps to itself",
      { "snowtrail:tags": { "aws:team": "security" } },
      /^snowtrail:tags: the tag "aws:team" is not one that AWS takes/,
    ],
    [
      "a prefix with a leading slash",
      { "snowtrail:prefix": "/audit" },
      /^snowtrail:prefix: "\/audit" has a slash .* Give "audit"/,
    ],
    [
      "an account id of too few digits",
      {
        "snowtrail:trail": {
          organization: { id: "o-exampleorgid", managementAccountId: "1234" },
        },
      },
      /^snowtrail:trail[.]organization[.]managementAccountId: "1234" is not an AWS account id/,
    ],
    [
      "an organization id that is none",
      { "snowtrail:trail": { organization: { id: "123456789012" } } },
      /^snowtrail:trail[.]organization[.]id: .*starts with "o-"/,
    ],
    [
      "an identifier in lower case",
      { "snowtrail:database": { existing: "security" } },
      /^snowtrail:database[.]existing: .*upper-case/,
    ],
    [
      "a bucket that exists and is new",
      { "snowtrail:bucket": { existing: "audit-logs", name: "logs" } },
      /^snowtrail:bucket[.]name: is for a new bucket, and bucket[.]existing names one that exists/,
    ],
    [
      "a trail that is named and skipped",
      { "snowtrail:trail": { skip: true, name: "audit" } },
      /^snowtrail:trail[.]name: contradicts trail[.]skip/,
    ],
    [
      "a topic on the way by which a bucket tells the queue itself",
      { "snowtrail:eventNotifications": { topic: {} } },
      /^snowtrail:eventNotifications[.]topic: is for the modes sns and eventbridge, and the mode is bucket/,
    ],
    [
      "a bucket that exists with a configuration that is merged, and no mode",
      {
        "snowtrail:bucket": { existing: "audit-logs" },
        "snowtrail:eventNotifications": { configuration: "merge" },
      },
      /^snowtrail:eventNotifications[.]mode: is missing, and without it merge would write nothing that tells the pipe[.] Give bucket, sns or eventbridge, or none to take Snowtrail's entry out[.]$/,
    ],
    [
      "messages that go nowhere",
      { "snowtrail:notifications": { integrationName: "ALERTS" } },
      /^snowtrail:notifications[.]topic: is missing[.] Give one of topic, email and webhook[.]$/,
    ],
    [
      "an access role for nobody",
      { "snowtrail:accessRoles": { reader: [] } },
      /^snowtrail:accessRoles[.]reader: is no list with a name in it[.] Give one or more names, or remove it[.]$/,
    ],
    [
      "an access role for a role in lower case",
      { "snowtrail:accessRoles": { loader: ["platform"] } },
      /^snowtrail:accessRoles[.]loader: "platform" is not a name that Snowflake keeps as it is/,
    ],
    [
      "a resource monitor without credits",
      { "snowtrail:warehouse": { resourceMonitor: { suspendTrigger: 90 } } },
      /^snowtrail:warehouse[.]resourceMonitor[.]creditQuota: is missing[.]/,
    ],
    [
      "percentages that are texts",
      {
        "snowtrail:warehouse": { resourceMonitor: { creditQuota: 5, notifyTriggers: ["half"] } },
      },
      /^snowtrail:warehouse[.]resourceMonitor[.]notifyTriggers: expected a list of whole numbers/,
    ],
    [
      "a resource monitor on a warehouse that exists",
      {
        "snowtrail:warehouse": { existing: "REPORTING", resourceMonitor: { creditQuota: 5 } },
      },
      /^snowtrail:warehouse[.]resourceMonitor: is for a new warehouse, and warehouse[.]existing names one/,
    ],
    [
      "a retention so short that what is deleted could come again",
      { "snowtrail:retention": { rawDays: 14 } },
      /^snowtrail:retention[.]rawDays: 14 is out of range[.] Give a whole number of days from 15 to 36500[.]$/,
    ],
    ...[{ mode: "task" }, { mode: "task", retentionDays: 31 }].map(
      (given): [string, Record<string, unknown>, RegExp] => [
        `events that are kept longer than their log files: ${JSON.stringify(given)}`,
        { "snowtrail:retention": { rawDays: 30 }, "snowtrail:materialization": given },
        /^snowtrail:materialization[.]retentionDays: would lose events whenever .* keeps 30 days .*Give 30 days or fewer, or let the raw table keep more[.]$/,
      ],
    ),
    [
      "more time travel than Snowflake has",
      { "snowtrail:retention": { timeTravelDays: 91 } },
      /^snowtrail:retention[.]timeTravelDays: 91 is out of range/,
    ],
    [
      "a retention of events that no table of their own keeps",
      { "snowtrail:materialization": { mode: "dynamic-table", retentionDays: 90 } },
      /^snowtrail:materialization[.]retentionDays: is for the mode "task", and materialization[.]mode is "dynamic-table"/,
    ],
    [
      "messages that go two ways",
      { "snowtrail:notifications": { topic: {}, email: { recipients: ["ops@example.com"] } } },
      /^snowtrail:notifications[.]email: contradicts topic/,
    ],
    [
      "a webhook without a secret",
      { "snowtrail:notifications": { topic: {}, webhook: { service: "slack" } } },
      /^snowtrail:notifications[.]webhook[.]secret: is missing[.] Run: pulumi config set --path 'snowtrail:notifications[.]webhook[.]secret' <value>/,
    ],
    [
      "a webhook's secret that is none, which it does not repeat",
      { "snowtrail:notifications": { webhook: { service: "slack", secret: "hunter2" } } },
      /^snowtrail:notifications[.]webhook[.]secret: is not what slack needs((?!hunter2).)*$/,
    ],
    [
      "alerts that go nowhere",
      { "snowtrail:alerts": { enabled: true } },
      /^snowtrail:alerts[.]enabled: needs a way for messages, and there is none/,
    ],
    [
      "a choice of alerts that are off",
      { "snowtrail:alerts": { minimumSeverity: "low" } },
      /^snowtrail:alerts[.]minimumSeverity: is for alerts, which are off[.] Set alerts[.]enabled to true/,
    ],
    [
      "a severity that there is not",
      {
        "snowtrail:notifications": { topic: {} },
        "snowtrail:alerts": { enabled: true, minimumSeverity: "grave" },
      },
      /^snowtrail:alerts[.]minimumSeverity: "grave" is not one of info, low, medium, high, critical/,
    ],
    [
      "alerts of a detection that is off",
      {
        "snowtrail:notifications": { topic: {} },
        "snowtrail:disabledDetections": ["root_activity"],
        "snowtrail:alerts": { enabled: true, detections: ["root_activity"] },
      },
      /^snowtrail:alerts[.]detections: there is no detection "root_activity" that is on[.] Is it root_login_failures or /,
    ],
    [
      "a mode of materialization that there is not",
      { "snowtrail:materialization": { mode: "table" } },
      /^snowtrail:materialization[.]mode: "table" is not one of view, dynamic-table, task/,
    ],
    [
      "a schedule without a task",
      { "snowtrail:materialization": { scheduleMinutes: 5 } },
      /^snowtrail:materialization[.]scheduleMinutes: is for the mode "task", and materialization[.]mode is "view"/,
    ],
    [
      "a detection to switch off that there is not",
      { "snowtrail:disabledDetections": ["root_activty"] },
      /^snowtrail:disabledDetections: .*"root_activty"/,
    ],
    [
      "a folder of detections that there is not",
      { "snowtrail:detectionsFolder": "no/such/folder" },
      /^snowtrail:detectionsFolder: .*no\/such\/folder/,
    ],
  ];
  for (const [rule, config, message] of mistakes) {
    it(`refuses ${rule}`, () => {
      const found = mistakesIn(config);
      expect(found).to.have.length(1);
      expect(found[0]).to.match(message);
    });
  }

  it("are told all at once, each in a line, and then how to change a setting", () => {
    const lines = failure({
      "snowtrail:prefx": "a",
      "snowtrail:protect": "maybe",
      "snowtrail:bucket": { existing: "a" },
      "snowtrail:disabledDetections": ["nope"],
    }).split("\n");
    expect(lines).to.have.length(6);
    expect(lines[0]).to.equal("The configuration is wrong, and nothing was made:");
    expect(lines[5]).to.equal(
      "Change a setting with: pulumi config set --path '<setting>' <value>, and remove one with: pulumi config rm --path '<setting>'",
    );
  });
});
