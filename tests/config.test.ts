import { readFileSync } from "node:fs";
import { join } from "node:path";

import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { parse } from "yaml";

import { ingestNames, warehouseDefaults } from "../components/ingest/settings";
import { defaultRetentionDays, defaultStorageClass } from "../components/source/settings";
import { type Settings, readSettings } from "../config";

interface Declaration {
  type: string;
  description: string;
  default: unknown;
}

const project = parse(readFileSync(join(__dirname, "..", "Pulumi.yaml"), "utf8")) as {
  config: Record<string, Declaration>;
};

/** What the CLI hands to the program for a value of Pulumi.yaml. */
const stored = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);

/** Reads the settings of a stack whose file holds this configuration, with the defaults of Pulumi.yaml as the CLI adds them. */
function read(config: Record<string, string> = {}, secrets: string[] = []): Settings {
  const defaults = Object.fromEntries(
    Object.entries(project.config).map(([key, declared]): [string, string] => [
      `snowtrail:${key}`,
      stored(declared.default),
    ]),
  );
  pulumi.runtime.setAllConfig({ ...defaults, ...config }, secrets);
  return readSettings();
}

function failure(config: Record<string, string>): string {
  try {
    read(config);
  } catch (error) {
    expect(pulumi.RunError.isInstance(error), "an error for people").to.be.true;
    return (error as Error).message;
  }
  throw new Error(`${JSON.stringify(config)} was not refused`);
}

const valueOf = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => output.apply(resolve));

describe("config: Pulumi.yaml", () => {
  it("declares each setting with type, description and default", () => {
    for (const [key, declared] of Object.entries(project.config)) {
      expect(declared, key).to.include.all.keys("type", "description", "default");
      expect(declared.description, key).to.match(/^[A-Z].*[.]$/s);
    }
  });

  it("declares exactly the settings that the program reads", () => {
    pulumi.runtime.setAllConfig({});
    const declared = Object.keys(project.config).map((key) => `snowtrail:${key}`);
    expect(() => read()).not.to.throw();
    for (const key of declared) {
      expect(failure({ [`${key}X`]: "x" })).to.include(`Rename it to ${key}, the nearest there is`);
    }
  });

  it("has the components' own defaults", () => {
    const defaultOf = (key: string): unknown => project.config[key]?.default;
    expect(defaultOf("retentionDays")).to.equal(defaultRetentionDays);
    expect(defaultOf("transitionStorageClass")).to.equal(defaultStorageClass);
    for (const [key, value] of Object.entries(warehouseDefaults)) {
      expect(defaultOf(key), key).to.equal(value);
    }
  });

  it("has defaults that mean the same as no configuration at all", () => {
    const withDefaults = read();
    pulumi.runtime.setAllConfig({});
    const without = readSettings();
    const base = { baseName: "SNOWTRAIL_DEV", bucketName: "logs" };
    expect(ingestNames({ ...base, ...withDefaults.ingest })).to.deep.equal(
      ingestNames({ ...base, ...without.ingest }),
    );
    expect(without.ingest.ownBucketNotification).to.be.true;
    expect(withDefaults.ingest.ownBucketNotification).to.be.true;
  });
});

describe("config: Pulumi.dev.yaml", () => {
  it("shows settings that exist, commented out, so that a copy of it deploys the defaults", () => {
    const text = readFileSync(join(__dirname, "..", "Pulumi.dev.yaml"), "utf8");
    const shown = [...text.matchAll(/^ {2}# snowtrail:(\w+):/gm)].map(([, key]) => key);
    expect(shown).to.have.length.above(10);
    expect(Object.keys(project.config)).to.include.members(shown);
    expect(text).not.to.match(/^ {2}snowtrail:/m);
  });
});

describe("config: a stack's settings", () => {
  it("become the components' arguments", () => {
    const settings = read({
      "snowtrail:bucket": "adopt",
      "snowtrail:bucketName": "audit-logs",
      "snowtrail:trail": "skip",
      "snowtrail:prefix": "audit",
      "snowtrail:database": "adopt",
      "snowtrail:databaseName": "SECURITY",
      "snowtrail:warehouseAutoSuspend": "120",
      "snowtrail:eventKinds": '["events","insights"]',
      "snowtrail:disabledDetections": '["root_activity"]',
      "snowtrail:allowDelete": "true",
      "snowtrail:protect": "false",
    });
    expect(settings.source).to.include({
      bucket: "adopt",
      bucketName: "audit-logs",
      trail: "skip",
      prefix: "audit",
      retentionDays: 365,
      protect: false,
    });
    expect(settings.ingest).to.deep.include({
      database: "adopt",
      databaseName: "SECURITY",
      warehouseAutoSuspend: 120,
      eventKinds: ["events", "insights"],
      allowDelete: true,
      protect: false,
    });
    expect(settings.views.disabledDetections).to.deep.equal(["root_activity"]);
  });

  it("own the notifications of an adopted bucket only if they say so", () => {
    const adopted = { "snowtrail:bucket": "adopt", "snowtrail:bucketName": "audit-logs" };
    expect(read(adopted).ingest.ownBucketNotification).to.be.false;
    const owned = { ...adopted, "snowtrail:ownBucketNotification": "true" };
    expect(read(owned).ingest.ownBucketNotification).to.be.true;
  });

  it("leave out what is empty", () => {
    const { source, ingest } = read();
    expect(source.bucketName).to.be.undefined;
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
        "snowflake:params": '{"query_tag":"snowtrail"}',
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
    expect(message).to.match(/snowflake:account: .*Rename it to snowflake:accountName/);
    expect(message).to.match(/snowflake:port: expected a whole number/);
    expect(message).not.to.include("hunter2");
  });
});

describe("config: mistakes", () => {
  const mistakes: [rule: string, config: Record<string, string>, message: RegExp][] = [
    [
      "an unknown key, with the nearest known one",
      { "snowtrail:bucketNmae": "logs" },
      /snowtrail:bucketNmae: there is no such setting. Rename it to snowtrail:bucketName/,
    ],
    [
      "a boolean that is none",
      { "snowtrail:protect": "yes" },
      /snowtrail:protect: expected a boolean. Give true or false/,
    ],
    [
      "a number that is none",
      { "snowtrail:retentionDays": "a year" },
      /snowtrail:retentionDays: expected a whole number/,
    ],
    [
      "a list that is a text",
      { "snowtrail:disabledDetections": "root_activity" },
      /snowtrail:disabledDetections: expected a list/,
    ],
    [
      "a list of numbers",
      { "snowtrail:eventKinds": "[1]" },
      /snowtrail:eventKinds: expected a list of texts/,
    ],
    [
      "a choice that there is not",
      { "snowtrail:trail": "none" },
      /snowtrail:trail: "none" is not one of create, adopt, skip/,
    ],
    [
      "a warehouse size that there is not",
      { "snowtrail:warehouseSize": "HUGE" },
      /snowtrail:warehouseSize: "HUGE" is not one of XSMALL/,
    ],
    [
      "a kind of files that there is not",
      { "snowtrail:eventKinds": '["digests"]' },
      /snowtrail:eventKinds: "digests" is not one of events, insights, aggregated/,
    ],
    [
      "a prefix with a leading slash",
      { "snowtrail:prefix": "/audit" },
      /snowtrail:prefix: "\/audit" has a slash .* Give "audit"/,
    ],
    [
      "an account id of too few digits",
      { "snowtrail:managementAccountId": "1234", "snowtrail:organizationId": "o-exampleorgid" },
      /snowtrail:managementAccountId: "1234" is not an AWS account id/,
    ],
    [
      "an organization id that is none",
      { "snowtrail:organizationId": "123456789012" },
      /snowtrail:organizationId: .*starts with "o-"/,
    ],
    [
      "an identifier in lower case",
      { "snowtrail:databaseName": "security" },
      /snowtrail:databaseName: .*upper-case/,
    ],
    [
      "a bucket to adopt without its name",
      { "snowtrail:bucket": "adopt" },
      /snowtrail:bucketName: is missing, and bucket is "adopt"/,
    ],
    [
      "a trail that is named and skipped",
      { "snowtrail:trail": "skip", "snowtrail:trailName": "audit" },
      /snowtrail:trailName: contradicts trail = "skip"/,
    ],
    [
      "owning the notifications of a bucket that is created",
      { "snowtrail:ownBucketNotification": "true" },
      /snowtrail:ownBucketNotification: .*bucket is "create"/,
    ],
    [
      "a detection to switch off that there is not",
      { "snowtrail:disabledDetections": '["root_activty"]' },
      /snowtrail:disabledDetections: .*"root_activty"/,
    ],
    [
      "a folder of detections that there is not",
      { "snowtrail:detectionsFolder": "no/such/folder" },
      /snowtrail:detectionsFolder: .*no\/such\/folder/,
    ],
  ];
  for (const [rule, config, message] of mistakes) {
    it(`refuses ${rule}`, () => {
      expect(failure(config)).to.match(message);
    });
  }

  it("are told all at once, each in a line", () => {
    const lines = failure({
      "snowtrail:prefx": "a",
      "snowtrail:protect": "maybe",
      "snowtrail:bucket": "adopt",
    }).split("\n");
    expect(lines).to.have.length(4);
    expect(lines[0]).to.equal("The configuration is wrong, and nothing was made:");
  });
});
