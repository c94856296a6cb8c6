/** An account role. */
export interface Role {
  name: string;
  /** The roles that were granted to it, by their quoted names. */
  readonly granted: Set<string>;
}

/** The types of objects that privileges are granted on. */
export type SecurableType =
  | "DATABASE"
  | "SCHEMA"
  | "WAREHOUSE"
  | "INTEGRATION"
  | "STAGE"
  | "PIPE"
  | "TASK"
  | "ALERT"
  | "FUNCTION"
  | "TABLE"
  | "VIEW"
  | "STREAM"
  | "DYNAMIC TABLE";

/** What a privilege is granted on: an object, all that a schema has of a type, or all that it will have. */
export type Securable =
  | { scope: "object"; type: SecurableType; name: string }
  | { scope: "all" | "future"; type: SecurableType; schema: string };

/** A privilege that a role was given, or that was taken from it. */
export interface Grant {
  /** The role's quoted name. */
  role: string;
  privilege: string;
  on: Securable;
  isGranted: boolean;
  /** When, in the count of births. */
  at: number;
}
