import { SecurityViews, type SecurityViewsArgs } from "../../../components";
import { deployBesideRawTable } from "../besideRawTable";
import type { Graph } from "../deployment";

/** Deploys the views over the raw table; they are called "views". */
export const deployViews = (
  args: Partial<SecurityViewsArgs> = {},
  options: { preview?: boolean } = {},
): Promise<Graph> =>
  deployBesideRawTable(({ raw, provider }) => {
    new SecurityViews(
      "views",
      { database: raw.database, schema: raw.schema, ...args },
      { providers: { snowflake: provider } },
    );
  }, options);
