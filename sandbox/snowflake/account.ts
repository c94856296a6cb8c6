import type { Column, CopyRecord, CopyTranslation, StagedFile } from "../../engine";
import { Inventory } from "../resource/inventory";
import { digestOf } from "../resource/names";
import type { Moment, Origin } from "../resource/order";
import type { Place } from "./location";

interface AccountOptions {
  locator: string;
  /** The AWS account that Snowflake itself acts from. */
  awsAccountId: string;
  partition: string;
  now: Date;
  storage: CloudStorage;
}

/** One Snowflake account on AWS, and what is in it, by fully qualified name. */
export class Snowflake {
  readonly warehouses = new Inventory<Warehouse>("warehouse");
  readonly integrations = new Inventory<Integration>("integration");
  readonly databases = new Inventory<Database>("database");
  readonly schemas = new Inventory<Schema>("schema");
  /** Tables and views: they share one name space. */
  readonly relations = new Inventory<Relation>("table or view");
  readonly stages = new Inventory<Stage>("stage");
  readonly pipes = new Inventory<Pipe>("pipe");
  /** Every try to load a file, in order. */
  readonly copies: (CopyRecord & { database: string; schema: string })[] = [];

  readonly now: Date;
  readonly storage: CloudStorage;
  /** Every integration of an account acts as the same user. */
  readonly iamUserArn: string;

  private readonly locator: string;
  private externalIds = 0;

  constructor({ locator, awsAccountId, partition, now, storage }: AccountOptions) {
    this.locator = locator;
    this.now = now;
    this.storage = storage;
    this.iamUserArn = `arn:${partition}:iam::${awsAccountId}:user/${digestOf(locator).slice(0, 4)}-s-sandbox`;
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

export interface Warehouse {
  name: string;
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

/** A table, or a view with its SELECT. What changes it puts another in its place. */
export interface Relation extends SchemaObject {
  readonly columns: readonly Column[];
  /** A view's SELECT; undefined for a table. */
  readonly statement: string | undefined;
  /** What was loaded into a table, in order: its rows are what these give. */
  readonly loads: Load[];
}

/** A file that a COPY has taken. */
interface Load {
  copy: string;
  file: StagedFile;
}

/** A pipe with auto-ingest: a COPY that runs for every file that its queue hears of. */
export interface Pipe extends SchemaObject {
  /** The COPY as it was deployed. */
  statement: string;
  copy: CopyTranslation;
  /** The stage as the pipe knew it: one that is altered or made anew later stops the pipe. */
  stage: { name: string; is: Stage; url: string; integration: Integration };
  channel: string;
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
