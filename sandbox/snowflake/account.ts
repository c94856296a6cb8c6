import type { CopyRecord, Engine, StagedFile } from "../../engine";
import type { Clock } from "../resource/clock";
import { Inventory } from "../resource/inventory";
import { digestOf } from "../resource/names";
import { given, type Moment, type Origin } from "../resource/order";
import type { Alert } from "./alertState";
import { quoted } from "./identifier";
import type { Place } from "./location";
import type {
  Warehouse,
  ResourceMonitor,
  Database,
  Schema,
  Integration,
  Notifier,
  Stage,
  Relation,
  Stream,
  DynamicTable,
  Task,
  UserDefinedFunction,
  Secret,
  Pipe,
} from "./objects";
import type { Grant, Role } from "./securable";

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
  /** Runs a CALL of SYSTEM$SEND_SNOWFLAKE_NOTIFICATION. */
  call: (statement: string, namespace?: Namespace) => Promise<void>;
  /** Runs a DELETE. */
  delete: (statement: string, session: Session) => Promise<void>;
  /** Computes a dynamic table anew. */
  refresh: (table: DynamicTable) => Promise<void>;
  /** SYSTEM$STREAM_HAS_DATA. */
  hasData: (stream: Stream) => Promise<boolean>;
  close: () => Promise<void>;
}
