import type { Column, CopyTranslation, StagedFile, UserFunction } from "../../engine";

export interface Warehouse {
  name: string;
  /** The monitor that limits it, by its quoted name. */
  resourceMonitor: string | undefined;
}

export interface ResourceMonitor {
  name: string;
  /** Whether its quota is used up, so that its warehouses do not run: put in to see what follows. */
  exceeded: boolean;
}

export interface Database {
  name: string;
}

export interface Schema {
  database: string;
  name: string;
}

/** A storage integration: which role Snowflake assumes, and where it may then go. */
export interface Integration {
  name: string;
  enabled: boolean;
  roleArn: string;
  /** As whom Snowflake asks for the role. */
  userArn: string;
  externalId: string;
  allowed: string[];
  blocked: string[];
}

/** A notification integration: the way that a message takes out of Snowflake. */
export type Notifier = { name: string; enabled: boolean } & (TopicWay | EmailWay | WebhookWay);

/** Through a role into a topic of SNS. */
interface TopicWay {
  kind: "topic";
  topicArn: string;
  roleArn: string;
  userArn: string;
  externalId: string;
}

interface EmailWay {
  kind: "email";
  allowed: string[];
}

/** A request over HTTPS, in whose URL and body a secret and the message are put. */
interface WebhookWay {
  kind: "webhook";
  url: string;
  /** Full name of the secret. */
  secret: string;
  body: string;
}

/** What stands in a schema. */
interface SchemaObject {
  database: string;
  schema: string;
  name: string;
}

/** An external stage: a place in a bucket, reached through an integration. */
export interface Stage extends SchemaObject {
  url: string;
  /** The integration itself: a new one of the same name is not the one that the stage is bound to. */
  integration: Integration;
}

/** What rows are read from. What changes one puts another in its place. */
export type Relation = Table | View | Stream | DynamicTable;

interface Rows extends SchemaObject {
  readonly columns: readonly Column[];
}

export interface Table extends Rows {
  readonly kind: "table";
  /** What was loaded from files, in order. A table that is altered passes it on, so that it tells which table it is. */
  readonly loads: Load[];
  /** Whether statements have inserted or deleted rows, so that they are not those of its files. */
  inserted: boolean;
  /** Whether it says what changed in it: asked for, or switched on by a stream or a dynamic table that reads it. */
  changeTracking: boolean;
}

export interface View extends Rows {
  readonly kind: "view";
  readonly statement: string;
}

/** An append-only stream on a table. */
export interface Stream extends Rows {
  readonly kind: "stream";
  /** The table itself: a new one of the same name is not the one that the stream is on. */
  readonly table: Pick<Table, "name" | "loads">;
  readonly showInitialRows: boolean;
}

export interface DynamicTable extends Rows {
  readonly kind: "dynamic table";
  readonly statement: string;
  readonly warehouse: string;
  /** By how many seconds it may lag behind what it reads. */
  readonly targetLag: number;
  /** How it went, each time that it was computed. */
  readonly refreshes: Run[];
}

/** What a task or a dynamic table did at a time. */
export interface Run {
  at: Date;
  /** The last is of the failed run after which a task suspends itself. */
  readonly state: "SUCCEEDED" | "FAILED" | "SKIPPED" | "FAILED_AND_AUTO_SUSPENDED";
  error?: string;
}

/** A statement that runs by itself. */
export interface Task extends SchemaObject {
  readonly statement: string;
  /** Undefined for compute that Snowflake provides. */
  readonly warehouse: string | undefined;
  /** Every how many seconds it runs; undefined for as soon as its condition holds. */
  readonly interval: number | undefined;
  /** The full name of the stream that has to have data, if there is such a condition. */
  readonly when: string | undefined;
  /** After how many failed runs in a row it suspends itself. 0 for never. */
  readonly failuresAllowed: number;
  /** How often a run that fails is tried again at once. */
  readonly retries: number;
  readonly runs: Run[];
  /** Since when it is started; undefined if it is suspended. */
  started: Date | undefined;
  /** Errors that its next attempts end with before they commit, one each: put in to see what follows. */
  readonly faults: string[];
}

/** A scalar function of SQL. */
export interface UserDefinedFunction extends SchemaObject {
  readonly kind: "function";
  /** The expression as it was deployed. */
  readonly definition: string;
  /** The CREATE FUNCTION that makes it. */
  readonly statement: string;
  /** What it is to those who call it. */
  readonly made: UserFunction;
}

/** A file that a COPY has taken. */
interface Load {
  copy: string;
  file: StagedFile;
  at: Date;
}

/** A secret of the type GENERIC_STRING. */
export interface Secret extends SchemaObject {
  value: string;
}

/** A pipe with auto-ingest: a COPY that runs for every file that its queue hears of. */
export interface Pipe extends SchemaObject {
  /** The COPY as it was deployed. */
  statement: string;
  copy: CopyTranslation;
  /** The stage as the pipe knew it: one that is altered or made anew later stops the pipe. */
  stage: { name: string; is: Stage; url: string; integration: Integration };
  channel: string;
  /** Name of the notification integration that hears of files which fail. */
  errorIntegration: string | undefined;
  /** Whether somebody has set PIPE_EXECUTION_PAUSED. */
  paused: boolean;
  /** The paths that it has loaded; a path is never loaded twice. */
  history: Set<string>;
  /** When its queue last heard of an object. */
  heard?: Date;
  /** When it last loaded a file. */
  ingested?: Date;
  /** Why it was last refused what stands in its stage; undefined once it is let in again. */
  refusal?: string | undefined;
}
