import { addressMacros } from "./macros/addresses";
import { arrayMacros } from "./macros/arrays";
import { conversionMacros } from "./macros/conversions";
import { flatteningMacros } from "./macros/flattening";
import { jsonMacros } from "./macros/json";
import { numberMacros } from "./macros/numbers";
import { textMacros } from "./macros/texts";
import { timeMacros } from "./macros/times";
import { variantMacros } from "./macros/variants";
import { zonedTimeMacros } from "./macros/zonedTimes";

/** Settings under which DuckDB computes as Snowflake does with its default parameters, in UTC. */
export const sessionSettings: readonly string[] = [
  "SET timezone = 'UTC'",
  "SET default_null_order = 'nulls_last_on_asc_first_on_desc'",
  // It plans a join for each IN with a list. FINDINGS has hundreds of them, and took ten times as long to plan.
  "SET disabled_optimizers = 'in_clause'",
];

// Each entry is `name(parameters) AS expression`; each may use those before it.
const definitions: readonly string[] = [
  ...conversionMacros,
  ...zonedTimeMacros,
  ...variantMacros,
  ...arrayMacros,
  ...timeMacros,
  ...numberMacros,
  ...textMacros,
  ...jsonMacros,
  ...flatteningMacros,
  ...addressMacros,
];

/**
 * Statements that create what translated SQL calls. Macros are temporary, like every view: a database file then holds
 * data only, and never the meaning of an older version.
 */
export const macros: readonly string[] = definitions.map(
  (definition) => `CREATE OR REPLACE TEMP MACRO ${definition}`,
);
