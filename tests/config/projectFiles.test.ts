import fs from "node:fs";
import { join } from "node:path";

import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { parse } from "yaml";

import { defaultMinimumSeverity, defaultScheduleMinutes } from "../../components/alerts/args";
import { ingestNames } from "../../components/ingest/args";
import { monitorDefaults, warehouseDefaults } from "../../components/ingest/warehouse";
import { defaultRetentionDays, defaultStorageClass } from "../../components/source/lifecycle";
import { defaultLogGroupRetention } from "../../components/source/logGroup";
import { defaultTargetLagMinutes } from "../../components/views/materialization";
import { readSettings } from "../../config";
import { mistakesIn, project, read, root } from "./stack";

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
