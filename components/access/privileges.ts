/** What an account role is for. */
export const AccessRole = {
  /** Sees to the loading of files. */
  Loader: "loader",
  /** Sees to the table of events. */
  Transformer: "transformer",
  /** Sees to detections and alerts. */
  Detector: "detector",
  /** Reads events and findings. */
  Reader: "reader",
  /** Verifies that everything works, and changes nothing. */
  Auditor: "auditor",
} as const;
export type AccessRole = (typeof AccessRole)[keyof typeof AccessRole];

/** The kinds of objects, by what they are for. All but the integration stand in the schema. */
export const AccessKind = {
  Integration: "integration",
  Stage: "stage",
  Pipe: "pipe",
  RawTable: "raw-table",
  RawTask: "raw-task",
  EventsTable: "events-table",
  EventsStream: "events-stream",
  EventsTask: "events-task",
  EventsDynamicTable: "events-dynamic-table",
  View: "view",
  Function: "function",
  Alert: "alert",
  AlertTable: "alert-table",
} as const;
export type AccessKind = (typeof AccessKind)[keyof typeof AccessKind];

/** What the objects stand in and are read on. */
type Surroundings = "warehouse" | "database" | "schema";

/** What each role may do with the objects of a kind. A role that is not named has no privilege on them. */
type Row = Partial<Record<AccessRole, readonly string[]>> & {
  /** The type of such an object, as GRANT names it. */
  readonly type: string;
  /** The name of many of them, where a grant may be on all that a schema has, and will have. */
  readonly plural?: string;
};

const everybody = (...privileges: string[]): Record<AccessRole, readonly string[]> => ({
  loader: privileges,
  transformer: privileges,
  detector: privileges,
  reader: privileges,
  auditor: privileges,
});

/** Who may do what. Source: Snowflake, "Access control privileges". */
export const matrix: Readonly<Record<Surroundings | AccessKind, Row>> = {
  // Without USAGE on both, no privilege on what stands within counts.
  database: { type: "DATABASE", ...everybody("USAGE") },
  schema: { type: "SCHEMA", ...everybody("USAGE") },
  // To query. It starts by itself, so nobody has to operate it.
  warehouse: { type: "WAREHOUSE", ...everybody("USAGE") },

  // DESCRIBE INTEGRATION, and SYSTEM$VALIDATE_STORAGE_INTEGRATION; an integration knows no other privilege.
  integration: { type: "INTEGRATION", auditor: ["USAGE"] },
  // LIST, and COPY for what was there before; an external stage knows no other privilege.
  stage: { type: "STAGE", loader: ["USAGE"], auditor: ["USAGE"] },
  // SYSTEM$PIPE_STATUS, and ALTER PIPE to pause, resume and refresh.
  pipe: { type: "PIPE", loader: ["MONITOR", "OPERATE"], auditor: ["MONITOR"] },
  // A COPY inserts, and so does a refresh of the pipe. Both look at what is there. Nobody deletes: a task does.
  // DESCRIBE asks for any privilege, and this one shows no row.
  "raw-table": {
    type: "TABLE",
    loader: ["SELECT", "INSERT"],
    transformer: ["SELECT"],
    auditor: ["REFERENCES"],
  },
  // TASK_HISTORY of the task that deletes old rows, and EXECUTE TASK, SUSPEND and RESUME.
  "raw-task": { type: "TASK", loader: ["MONITOR", "OPERATE"] },

  // To compare with the raw table. The task alone writes, with its owner's rights.
  "events-table": { type: "TABLE", transformer: ["SELECT"] },
  // Nobody: who may select from a stream can move it, by a CREATE TEMPORARY TABLE … AS SELECT, which takes no other
  // privilege. The task would then never see those files.
  "events-stream": { type: "STREAM" },
  // TASK_HISTORY, and EXECUTE TASK, SUSPEND and RESUME.
  "events-task": { type: "TASK", transformer: ["MONITOR", "OPERATE"], auditor: ["MONITOR"] },
  // The refreshes and why they fail, and ALTER DYNAMIC TABLE to refresh, suspend and resume.
  "events-dynamic-table": {
    type: "DYNAMIC TABLE",
    transformer: ["SELECT", "MONITOR", "OPERATE"],
    auditor: ["MONITOR"],
  },

  // CLOUDTRAIL, the detections, FINDINGS, SUPPRESSED, the lists, health, the message of alerts. A view reads with its owner's rights, so nothing beneath it is needed.
  view: {
    type: "VIEW",
    plural: "VIEWS",
    detector: ["SELECT"],
    reader: ["SELECT"],
    auditor: ["SELECT"],
  },
  // To try a detection that calls them. FINDINGS calls them with its owner's rights.
  function: { type: "FUNCTION", plural: "FUNCTIONS", detector: ["USAGE"] },
  // ALERT_HISTORY, and SUSPEND and RESUME.
  alert: {
    type: "ALERT",
    plural: "ALERTS",
    detector: ["MONITOR", "OPERATE"],
    auditor: ["MONITOR"],
  },
  // What was told already.
  "alert-table": { type: "TABLE", detector: ["SELECT"] },
};

/** Privileges for one role, on one object or on all of a kind in the schema. */
export interface AccessGrant {
  /** What tells it from the role's others. */
  label: string;
  /** One object, all that the schema has of its kind, or all that it will have. */
  scope: "object" | "all" | "future";
  kind: Surroundings | AccessKind;
  privileges: readonly string[];
}

/**
 * The grants of a role on its surroundings and on objects.
 *
 * @param objects Each with a label that no other has.
 * @param wholeSchema Whether what may be granted on all objects of a kind is, on those to come as well.
 */
export function grantsOf(
  role: AccessRole,
  objects: readonly { kind: AccessKind; label: string }[],
  wholeSchema: boolean,
): AccessGrant[] {
  const isWhole = (kind: AccessKind): boolean => wholeSchema && matrix[kind].plural !== undefined;
  const kinds = [...new Set(objects.map(({ kind }) => kind))].filter(isWhole);
  const surroundings = ["database", "schema", "warehouse"] as const;
  return [
    ...surroundings.map((kind) => ({ label: kind, scope: "object" as const, kind })),
    ...objects
      .filter(({ kind }) => !isWhole(kind))
      .map(({ kind, label }) => ({ label, scope: "object" as const, kind })),
    ...kinds.flatMap((kind) =>
      (["future", "all"] as const).map((scope) => ({ label: `${scope}-${kind}s`, scope, kind })),
    ),
  ].flatMap((grant) => {
    const { [role]: privileges } = matrix[grant.kind];
    return privileges === undefined ? [] : [{ ...grant, privileges }];
  });
}
