import * as snowflake from "@pulumi/snowflake";

import { previewFeatures } from "../../components";
import { deployProgram } from "../../sandbox/pulumi/deploy";
import { Sandbox } from "../../sandbox/sandbox";
import { rawTable } from "../../sql/catalogue";
import { Graph } from "./deployment";

/** The schema that the raw table stands in. */
export const place = { database: "SECURITY", schema: "AUDIT" };

/** The full name of what stands there. */
export const full = (name: string): string => `"SECURITY"."AUDIT"."${name}"`;

/** What a component needs that stands beside the raw table: the table, and a provider with the warehouse REPORTING. */
interface Beside {
  raw: snowflake.Table;
  provider: snowflake.Provider;
}

/** Deploys the raw table, called "raw", with what is made beside it. */
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
      const raw = new snowflake.Table(
        "raw",
        { name: rawTable.name, ...place, columns },
        { provider },
      );
      make({ raw, provider });
    },
    { stack: "dev", sandbox, preview },
  );
  await sandbox.close();
  return Graph.of(deployment);
}
