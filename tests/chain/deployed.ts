import type { Bucket, NotificationRule, Role, Trail } from "../../sandbox/aws/account";
import { deploy, type DeployOptions } from "../../sandbox/pulumi/deploy";
import type { Delivery } from "../../sandbox/crossing/delivery";
import type { Inventory } from "../../sandbox/resource/inventory";
import type { Sandbox } from "../../sandbox/sandbox";
import type { Integration, Pipe, Stage } from "../../sandbox/snowflake/account";
import { quoted } from "../../sandbox/snowflake/identifier";
import { logFile, logKey } from "./events";

/** The unmodified program, deployed, with a handle on each link of its chain. */
export class Deployed {
  private constructor(
    readonly sandbox: Sandbox,
    /** The stack's outputs. */
    readonly outputs: Record<string, unknown>,
  ) {}

  static async as(options: Partial<DeployOptions> = {}): Promise<Deployed> {
    const { sandbox, outputs } = await deploy({ stack: "dev", ...options });
    return new Deployed(sandbox, outputs);
  }

  get trail(): Trail {
    return only(this.sandbox.aws.trails);
  }

  get bucket(): Bucket {
    const bucket = this.sandbox.aws.buckets.get(this.trail.bucket);
    if (!bucket) throw new Error("the trail's bucket does not exist");
    return bucket;
  }

  get rule(): NotificationRule {
    const [rule] = this.bucket.notification?.value ?? [];
    if (!rule) throw new Error("the bucket has no notification");
    return rule;
  }

  get role(): Role {
    return only(this.sandbox.aws.roles);
  }

  get integration(): Integration {
    return only(this.sandbox.snowflake.integrations);
  }

  get stage(): Stage {
    return only(this.sandbox.snowflake.stages);
  }

  get pipe(): Pipe {
    return only(this.sandbox.snowflake.pipes);
  }

  get rawTable(): string {
    return quoted(...this.pipe.copy.table);
  }

  /** The trail delivers a file. Defaults to a log file with one event. */
  deliver(key = logKey, body: Uint8Array = logFile): Promise<Delivery> {
    const { trail } = this;
    const prefix = trail.prefix ? `${trail.prefix}/` : "";
    return this.sandbox.putObject(trail.bucket, prefix + key, body, { trail: trail.arn });
  }
}

function only<T>(inventory: Inventory<T>): T {
  const [first, ...more] = inventory.values();
  if (!first || more.length > 0) throw new Error(`not exactly one ${inventory.kind}`);
  return first;
}
