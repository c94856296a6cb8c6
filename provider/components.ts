import { readFileSync } from "node:fs";
import path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import type { provider } from "@pulumi/pulumi";

import * as library from "../components";

type Component = new (
  name: string,
  args: never,
  opts: pulumi.ComponentResourceOptions,
) => pulumi.ComponentResource;

/** The part of the schema that tells which outputs a component has. */
interface Schema {
  version: string;
  resources: Record<string, { properties: Record<string, unknown> }>;
}

/** The components by the names of their types. The schema has these, and a test holds it to that. */
export const components: Record<string, Component> = {
  "snowtrail:index:AccessRoles": library.AccessRoles,
  "snowtrail:index:CloudTrailSource": library.CloudTrailSource,
  "snowtrail:index:FindingAlerts": library.FindingAlerts,
  "snowtrail:index:Notifications": library.Notifications,
  "snowtrail:index:SecurityViews": library.SecurityViews,
  "snowtrail:index:SnowflakeIngest": library.SnowflakeIngest,
};

/**
 * Constructs components for programs in other languages.
 *
 * It answers with the schema that was derived when the package was built. The SDK's own host would derive it whenever a
 * program starts, out of sources and with a compiler that the package then had to carry.
 */
export function componentProvider(): provider.Provider {
  const schema = readFileSync(path.join(__dirname, "schema.json"), "utf8");
  const { version, resources } = JSON.parse(schema) as Schema;
  return {
    version,
    schema,
    construct(name, type, inputs, options) {
      const [component, outputs] = [components[type], resources[type]?.properties];
      if (!component || !outputs) {
        const known = Object.keys(components).join(", ");
        return Promise.reject(new Error(`There is no component ${type}. There are ${known}.`));
      }
      // The SDK reads an option that was not given as false, and protection is on unless it is switched off.
      const { protect = false, ...others } = options;
      const opts = protect ? options : others;
      // The engine has held the inputs to the schema, and the component checks what they say.
      const made = new component(name, inputs as never, opts);
      const state = Object.entries(made).filter(([key]) => key in outputs);
      return Promise.resolve({ urn: made.urn, state: Object.fromEntries(state) });
    },
  };
}
