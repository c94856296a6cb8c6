import { Aws } from "./aws/account";
import { sendNotification } from "./crossing/call";
import { deliver, refreshPipe, type Delivery, type Writer } from "./crossing/delivery";
import type { Outbox } from "./crossing/notify";
import { S3Storage } from "./crossing/storage";
import type { Way } from "./crossing/way";
import { Given } from "./given";
import { Clock, after } from "./resource/clock";
import type { Stack } from "./pulumi/stack";
import { Snowflake, type Answer, type Namespace, type Pipe } from "./snowflake/account";
import { authorize } from "./snowflake/access";
import { Compute } from "./snowflake/compute";
import { SnowflakeError } from "./snowflake/error";
import { runUntil } from "./snowflake/schedule";

export interface SandboxOptions {
  /** The AWS account that is deployed to. Defaults to 111122223333. */
  accountId?: string;
  /** The region of a provider that names none; its partition is the account's. Defaults to us-east-1. */
  region?: string;
  /** What the time is. Defaults to the time of the call. */
  now?: Date;
}

/** The Snowflake account, and the AWS account that Snowflake itself acts from. */
const locator = "SANDBOX1";
const awsAccountId = "444455556666";

/** An AWS account and a Snowflake account, in memory. Several stacks may be deployed into one sandbox. */
export class Sandbox {
  readonly aws: Aws;
  readonly snowflake: Snowflake;
  /** Puts things there that no program makes: a bucket to adopt, a database that exists. */
  readonly given: Given;
  /** What the stacks that were deployed here hold, by project and name. */
  readonly stacks = new Map<string, Stack>();
  /** What came out of the accounts to people. */
  readonly outbox: Outbox = { delivered: [], refused: [] };

  private readonly clock: Clock;

  constructor({ accountId = "111122223333", region = "us-east-1", now }: SandboxOptions = {}) {
    this.clock = new Clock(now ?? new Date());
    this.aws = new Aws(accountId, region, this.clock);
    this.snowflake = new Snowflake({
      locator,
      awsAccountId,
      partition: this.aws.partition,
      clock: this.clock,
      storage: new S3Storage(this.aws, locator, awsAccountId),
      messenger: (message, configuration) => sendNotification(message, configuration, this.way),
      runner: (account) => new Compute(account),
    });
    this.given = new Given(this.aws, this.snowflake);
  }

  /** Lets time pass. What is due in it runs at its time: tasks, alerts, and refreshes of dynamic tables. */
  async advance(seconds: number): Promise<void> {
    await runUntil(after(this.clock.now, seconds), this.snowflake, this.clock);
  }

  /** Puts an object into a bucket and follows it: through notification, queue and pipe into the table. */
  putObject(bucket: string, key: string, body: Uint8Array, as: Writer): Promise<Delivery> {
    return deliver({ bucket, key, body, as }, this.way);
  }

  /** `ALTER PIPE … REFRESH`: loads what the pipe was not told of, with MODIFIED_AFTER if a time is given. */
  refreshPipe(pipe: Pipe, modifiedAfter?: Date): Promise<Delivery[]> {
    return refreshPipe(pipe, this.way, modifiedAfter);
  }

  /** Runs `CALL SYSTEM$SEND_SNOWFLAKE_NOTIFICATION`. @returns undefined once the message has left, or else why not. */
  async call(statement: string): Promise<string | undefined> {
    try {
      await this.snowflake.runner.call(statement);
      return undefined;
    } catch (error) {
      if (error instanceof SnowflakeError) return error.message;
      throw error;
    }
  }

  /** The owner of an address follows the link in every mail by which SNS asks for a confirmation. */
  confirmSubscriptions(endpoint: string): void {
    for (const { subscriptions } of this.aws.topics.values()) {
      for (const subscription of subscriptions) {
        if (subscription.endpoint === endpoint) subscription.confirmed = true;
      }
    }
  }

  /** Runs a Snowflake SELECT over what was deployed and loaded. */
  query(sql: string, namespace?: Namespace): Promise<Answer> {
    return this.snowflake.runner.query(sql, namespace);
  }

  /** Runs a SELECT as an account role, which finds only what it may read. */
  async queryAs(role: string, sql: string, namespace: Namespace): Promise<Answer> {
    authorize(sql, role, namespace, this.snowflake);
    return this.query(sql, namespace);
  }

  async close(): Promise<void> {
    await this.snowflake.runner.close();
  }

  private get way(): Way {
    return { aws: this.aws, snowflake: this.snowflake, outbox: this.outbox };
  }
}
