import { Inventory } from "../inventory";
import { digestOf } from "../names";
import type { Database, Schema } from "./database";
import type { Integration } from "./integration";
import type { Pipe } from "./pipe";
import type { Relation } from "./relation";
import type { Stage } from "./stage";
import type { Warehouse } from "./warehouse";

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

  constructor(
    readonly locator: string,
    /** The AWS account that Snowflake itself acts from. */
    readonly awsAccountId: string,
    private readonly partition: string,
  ) {}

  /** Every integration of an account acts as the same user. */
  get iamUserArn(): string {
    return `arn:${this.partition}:iam::${this.awsAccountId}:user/${digestOf(this.locator).slice(0, 4)}-s-sandbox`;
  }

  /** Every integration, a re-created one too, gets an external id of its own. */
  newExternalId(): string {
    this.externalIds += 1;
    const secret = Buffer.from(digestOf(`${this.locator}${this.externalIds}`), "hex");
    return `${this.locator}_SFCRole=${this.externalIds}_${secret.subarray(0, 18).toString("base64")}=`;
  }
  private externalIds = 0;

  /** The queue that this account reads a bucket's events from: one for all its pipes on that bucket. */
  queueArn(bucket: string, region: string): string {
    const id = digestOf(`${this.locator}/${bucket}`).toUpperCase();
    return `arn:${this.partition}:sqs:${region}:${this.awsAccountId}:sf-snowpipe-AIDA${id.slice(0, 16)}-${id.slice(16, 38)}`;
  }
}

/** Snowflake, or the provider before it, refuses a statement. */
export class SnowflakeError extends Error {}

export function alreadyExists(name: string): SnowflakeError {
  return new SnowflakeError(
    `002002 (42710): SQL compilation error: Object '${name}' already exists.`,
  );
}

export function doesNotExist(kind: string, name: string): SnowflakeError {
  return new SnowflakeError(
    `002003 (02000): SQL compilation error: ${kind} '${name}' does not exist or not authorized.`,
  );
}
