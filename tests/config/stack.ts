import fs from "node:fs";
import { join } from "node:path";

import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { parse } from "yaml";

import { type Settings, readSettings } from "../../config";

interface Declaration {
  type: string;
  description: string;
  default: unknown;
}

/** The top of the tree. */
export const root = join(__dirname, "..", "..");
/** What Pulumi.yaml declares. */
export const project = parse(fs.readFileSync(join(root, "Pulumi.yaml"), "utf8")) as {
  config: Record<string, Declaration>;
};

/** What the CLI hands to the program for a value of Pulumi.yaml or of the stack's file. */
const stored = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);

/** Reads the settings of a stack whose file holds this configuration, with the defaults of Pulumi.yaml as the CLI adds them. */
export function read(config: Record<string, unknown> = {}, secrets: string[] = []): Settings {
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

/** What the program says of a configuration that is wrong. */
export function failure(config: Record<string, unknown>): string {
  try {
    read(config);
  } catch (error) {
    expect(pulumi.RunError.isInstance(error), "an error for people").to.be.true;
    return (error as Error).message;
  }
  throw new Error(`${JSON.stringify(config)} was not refused`);
}

/** The mistakes that the error tells, each as one line without its indent. */
export const mistakesIn = (config: Record<string, unknown>): string[] =>
  failure(config)
    .split("\n")
    .filter((line) => line.startsWith("  "))
    .map((line) => line.trim());
