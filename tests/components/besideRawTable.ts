import * as snowflake from "@pulumi/snowflake";

import { previewFeatures } from "../../components";
import { deployProgram } from "../../sandbox/pulumi/deploy";
import { Sandbox } from "../../sandbox/sandbox";
import { insightsRawTable, rawTable } from "../../sql/catalogue";
import { Graph } from "./deployment";

/** The schema that the raw table stands in. */
export const place = { database: "SECURITY", schema: "AUDIT" };

/** The full name of what stands there. */
export const full = (name: string): string => `"SECURITY"."AUDIT"."${name}"`;

/** What a component needs that stands beside the raw tables: the first of them, and a provider with the warehouse REPORTING. */
interface Beside {
  raw: snowflake.Table;
  provider: snowflake.Provider;
}

/** Deploys the raw tables, called "raw" and "insights-raw", with what is made beside them. */
export async function deployBesideRawTable(
  make: (beside: Beside) => void,
  { preview = false } = {},
): Promise<Graph> {
  const sandbox = new Sandbox();
  sandbox.given.database("SECURITY", "AUDIT");
  sandbox.given.warehouse("REPORTING");
  const deployment = await deployProgram(
    () => {
      const provider = new snowflake.Provider("snowflake", {
        previewFeaturesEnabled: previewFeatures,
        warehouse: "REPORTING",
      });
      const columns = rawTable.columns.map(({ name, declaredType: type }) => ({ name, type }));
      const insightsRaw = new snowflake.Table(
        "insights-raw",
        { name: insightsRawTable.name, ...place, columns },
        { provider },
      );
      const raw = new snowflake.Table(
        "raw",
        { name: rawTable.name, ...place, columns },
        { provider, dependsOn: insightsRaw },
      );
      make({ raw, provider });
    },
    { stack: "dev", sandbox, preview },
  );
  await sandbox.close();
  return Graph.of(deployment);
}
