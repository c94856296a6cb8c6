import { Aws } from "./aws/account";
import { deliver, type Delivery, type Writer } from "./crossing/delivery";
import { Given } from "./given";
import type { Registration } from "./pulumi/registration";
import { Snowflake } from "./snowflake/account";
import { Compute, type Answer, type Namespace } from "./snowflake/compute";

export interface SandboxOptions {
  /** The AWS account that is deployed to. Defaults to 111122223333. */
  accountId?: string;
  /** The region of a provider that names none; its partition is the account's. Defaults to us-east-1. */
  region?: string;
  /** What the time is. Defaults to the time of the call. */
  now?: Date;
}

/** An AWS account and a Snowflake account, in memory. Several stacks may be deployed into one sandbox. */
export class Sandbox {
  readonly aws: Aws;
  readonly snowflake: Snowflake;
  /** Puts things there that no program makes: a bucket to adopt, a database that exists. */
  readonly given: Given;
  readonly now: Date;
  /** What the stacks that were deployed here hold, by project and name, and by URN. */
  readonly stacks = new Map<string, ReadonlyMap<string, Registration>>();

  private readonly compute: Compute;

  constructor({ accountId = "111122223333", region = "us-east-1", now }: SandboxOptions = {}) {
    this.now = now ?? new Date();
    this.aws = new Aws(accountId, region);
    this.snowflake = new Snowflake("SANDBOX1", "444455556666", this.aws.partition);
    this.compute = new Compute(this.snowflake);
    this.given = new Given(this);
  }

  /** Puts an object into a bucket and follows it: through notification, queue and pipe into the table. */
  putObject(bucket: string, key: string, body: Uint8Array, as: Writer): Promise<Delivery> {
    return deliver({ bucket, key, body, as }, this, this.compute);
  }

  /** Runs a Snowflake SELECT over what was deployed and loaded. */
  query(sql: string, namespace?: Namespace): Promise<Answer> {
    return this.compute.query(sql, namespace);
  }

  async close(): Promise<void> {
    await this.compute.close();
  }
}
