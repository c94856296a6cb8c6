export { SqlError } from "./error";
export { macros, sessionSettings } from "./macros";
export { identifier, literal } from "./quote";
export type { Column, Relation, Schema } from "./schema";
export { translateCopy, type CopyTranslation } from "./translateCopy";
export { translateFlattening } from "./translateFlattening";
export { translateQuery } from "./translateQuery";
export type { SnowflakeType } from "./types";
