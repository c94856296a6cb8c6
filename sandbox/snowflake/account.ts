import type {
  Column,
  CopyRecord,
  CopyTranslation,
  Engine,
  StagedFile,
  UserFunction,
} from "../../engine";
import type { Clock } from "../resource/clock";
import { Inventory } from "../resource/inventory";
import { digestOf } from "../resource/names";
import { given, type Moment, type Origin } from "../resource/order";
import type { Alert } from "./alertState";
import { quoted } from "./identifier";
import type { Place } from "./location";
import type { Notifier } from "./notifierState";
import type { Grant, Role } from "./securable";
import type { ResourceMonitor, Warehouse } from "./warehouseState";

interface AccountOptions {
  locator: string;
  /** The AWS account that Snowflake itself acts from. */
  awsAccountId: string;
  partition: string;
  clock: Clock;
  storage: CloudStorage;
  messenger: Messenger;
  /** Makes what runs statements on the account that is given to it. */
  runner: (account: Snowflake) => Runner;
}

/** One Snowflake account on AWS, and what is in it, by fully qualified name. */
export class Snowflake {
  readonly warehouses = new Inventory<Warehouse>("warehouse");
  readonly roles = new Inventory<Role>("role");
  /** What roles were granted and what was taken back, in that order. */
  grants: Grant[] = [];
  readonly resourceMonitors = new Inventory<ResourceMonitor>("resource monitor");
  readonly integrations = new Inventory<Integration>("integration");
  readonly notifiers = new Inventory<Notifier>("notification integration");
  readonly databases = new Inventory<Database>("database");
  readonly schemas = new Inventory<Schema>("schema");
  /** What rows are read from: tables, views, streams and dynamic tables. */
  readonly relations = new Inventory<Relation>("table or view");
  /** By name alone: of functions that differ in their parameters only, the sandbox has one. */
  readonly functions = new Inventory<UserDefinedFunction>("function");
  readonly tasks = new Inventory<Task>("task");
  readonly alerts = new Inventory<Alert>("alert");
  readonly stages = new Inventory<Stage>("stage");
  readonly pipes = new Inventory<Pipe>("pipe");
  /** Every try to load a file, in order. */
  readonly copies: (CopyRecord & { database: string; schema: string })[] = [];
  readonly secrets = new Inventory<Secret>("secret");
  /** The e-mail addresses that users of the account have verified. */
  readonly verified = new Set<string>();
  /** The names of users who have verified one. */
  readonly users = new Set<string>();

  readonly storage: CloudStorage;
  readonly messenger: Messenger;
  readonly runner: Runner;
  /** Every integration of an account acts as the same user. */
  readonly iamUserArn: string;
  /** How many days of time travel there may be: 90, and 1 in the Standard edition. */
  longestTimeTravel = 90;

  private readonly clock: Clock;
  private readonly locator: string;
  private externalIds = 0;

  constructor(options: AccountOptions) {
    const { locator, awsAccountId, partition, clock, storage, messenger, runner } = options;
    this.locator = locator;
    this.clock = clock;
    this.storage = storage;
    this.messenger = messenger;
    this.runner = runner(this);
    for (const name of ["ACCOUNTADMIN", "SECURITYADMIN", "USERADMIN", "SYSADMIN", "PUBLIC"]) {
      this.roles.add(quoted(name), { name, granted: new Set() }, given);
    }
    this.iamUserArn = `arn:${partition}:iam::${awsAccountId}:user/${digestOf(locator).slice(0, 4)}-s-sandbox`;
  }

  get now(): Date {
    return this.clock.now;
  }

  /** Every integration, a re-created one too, gets an external id of its own. */
  newExternalId(): string {
    this.externalIds += 1;
    const secret = Buffer.from(digestOf(`${this.locator}${this.externalIds}`), "hex");
    return `${this.locator}_SFCRole=${this.externalIds}_${secret.subarray(0, 18).toString("base64")}=`;
  }
}

/** What the account reaches outside of itself: the buckets of a cloud, through an integration. */
export interface CloudStorage {
  /** @returns undefined if the integration's role may list and read there, or else Snowflake's error. */
  refusal: (place: Place, integration: Integration, at: Moment) => Promise<string | undefined>;
  /** Makes Snowflake's own queue for a bucket, unless it is there. @returns its ARN. */
  queue: (bucket: string, origin: Origin) => string;
  /**
   * Subscribes a queue of Snowflake's to a topic, as its user, unless it is.
   *
   * @returns the queue's ARN. @throws SnowflakeError if the topic does not admit the user.
   */
  subscribe: (topicArn: string, userArn: string, at: Moment, origin: Origin) => Promise<string>;
}

/** What SYSTEM$SEND_SNOWFLAKE_NOTIFICATION does with its arguments. @returns undefined once it is sent, or else why not. */
export type Messenger = (message: string, configuration: string) => Promise<string | undefined>;

/** Database and schema. */
export type Namespace = readonly [database: string, schema: string];

export type Answer = Awaited<ReturnType<Engine["query"]>>;
export type CopiedFile = Awaited<ReturnType<Engine["copyInto"]>>["files"][number];

/** What a statement is run in. */
export interface Session {
  /** The schema of unqualified names. Defaults to none, in which every name has to be qualified. */
  namespace?: Namespace;
  /** From where the relations are looked for. Defaults to what is there now. */
  at?: Moment;
  /** What may still throw after the statement, which takes it back. Defaults to nothing. */
  beforeCommit?: () => void;
}

/** What runs statements on the account's data. What fails throws, and has changed nothing. */
export interface Runner {
  /** Runs a pipe's COPY over one file. */
  copy: (pipe: Pipe, file: StagedFile) => Promise<CopiedFile>;
  /** Runs a SELECT. Without a namespace, the one schema that holds tables is meant. */
  query: (sql: string, namespace?: Namespace) => Promise<Answer>;
  /** Whether a SELECT has a row, as EXISTS asks. */
  hasRow: (select: string, namespace: Namespace) => Promise<boolean>;
  /** Runs an INSERT. */
  insert: (statement: string, session: Session) => Promise<void>;
  /** Runs an UPDATE. */
  update: (statement: string, session: Session) => Promise<void>;
  /** Runs a DELETE. */
  delete: (statement: string, session: Session) => Promise<void>;
  /** Runs a CALL of SYSTEM$SEND_SNOWFLAKE_NOTIFICATION. */
  call: (statement: string, namespace?: Namespace) => Promise<void>;
  /** Computes a dynamic table anew. */
  refresh: (table: DynamicTable) => Promise<void>;
  /** SYSTEM$STREAM_HAS_DATA. */
  hasData: (stream: Stream) => Promise<boolean>;
  close: () => Promise<void>;
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
