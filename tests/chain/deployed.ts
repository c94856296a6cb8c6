import type { Bucket, NotificationRule, Role, Topic, Trail } from "../../sandbox/aws/account";
import type { Delivery } from "../../sandbox/crossing/delivery";
import { deploy, type Deployment, type DeployOptions } from "../../sandbox/pulumi/deploy";
import type { Inventory } from "../../sandbox/resource/inventory";
import type { Sandbox } from "../../sandbox/sandbox";
import type { Alert } from "../../sandbox/snowflake/alertState";
import type { Integration, Pipe, Stage } from "../../sandbox/snowflake/account";
import { quoted } from "../../sandbox/snowflake/identifier";
import type { Notifier } from "../../sandbox/snowflake/notifierState";
import { logFile, logKey } from "./events";
import { disabledDetections } from "./settings";

export const stack = "dev";

/** The unmodified program, deployed, with a handle on each link of its chain. */
export class Deployed {
  private constructor(
    private last: Deployment,
    private config: DeployOptions["config"],
  ) {}

  static async as(options: Partial<DeployOptions> = {}): Promise<Deployed> {
    const config = { ...disabledDetections(), ...options.config };
    return new Deployed(await deploy({ stack, ...options, config }), config);
  }

  /** `pulumi up`, once more: with the settings of before and, over them, others. */
  async up({
    config: changes,
    preview = false,
    replace = [],
  }: Partial<DeployOptions> = {}): Promise<Deployment> {
    const config = { ...this.config, ...changes };
    const { sandbox } = this;
    const deployment = await deploy({ stack, sandbox, config, preview, replace });
    if (!preview) [this.last, this.config] = [deployment, config];
    return deployment;
  }

  get sandbox(): Sandbox {
    return this.last.sandbox;
  }

  /** The stack's outputs. */
  get outputs(): Record<string, unknown> {
    return this.last.outputs;
  }

  /** The URN of a resource, by its logical name. */
  urn(name: string): string {
    const found = this.last.resources.find((resource) => resource.name === name);
    if (!found) throw new Error(`the program registers no ${name}`);
    return found.urn;
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
    const [rule] = this.bucket.notification?.value.rules ?? [];
    if (!rule) throw new Error("the bucket has no notification");
    return rule;
  }

  /** The role by which Snowflake reads. */
  get role(): Role {
    return this.roleCalled(this.integration.roleArn);
  }

  /** The way of messages out of Snowflake. */
  get notifier(): Notifier {
    return only(this.sandbox.snowflake.notifiers);
  }

  /** The alert of findings. */
  get alert(): Alert {
    return this.alertCalled("FINDINGS_ALERT");
  }

  alertCalled(name: string): Alert {
    const alert = this.sandbox.snowflake.alerts.values().find((each) => each.name === name);
    if (!alert) throw new Error(`the alert ${name} does not exist`);
    return alert;
  }

  get topic(): Topic {
    return only(this.sandbox.aws.topics);
  }

  /** The role by which Snowflake publishes. */
  get publisher(): Role {
    return this.roleCalled(String((this.outputs.notifications as { roleArn: string }).roleArn));
  }

  get integration(): Integration {
    return only(this.sandbox.snowflake.integrations);
  }

  get stage(): Stage {
    return only(this.sandbox.snowflake.stages);
  }

  /** The pipe of events. */
  get pipe(): Pipe {
    return this.pipeCalled("CLOUDTRAIL_PIPE");
  }

  /** The pipe of Insights. */
  get insightsPipe(): Pipe {
    return this.pipeCalled("CLOUDTRAIL_INSIGHTS_PIPE");
  }

  private pipeCalled(name: string): Pipe {
    const pipe = this.sandbox.snowflake.pipes.values().find((each) => each.name === name);
    if (!pipe) throw new Error(`the pipe ${name} does not exist`);
    return pipe;
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

  /** The state that PIPELINE_HEALTH tells. */
  async health(): Promise<unknown> {
    const { rows } = await this.sandbox.query("select state from pipeline_health");
    return rows[0]?.[0];
  }

  private roleCalled(arn: string): Role {
    const role = this.sandbox.aws.roles.values().find((each) => each.arn === arn);
    if (!role) throw new Error(`the role ${arn} does not exist`);
    return role;
  }

  /** The ids of what was found, in alphabetical order. */
  async findings(): Promise<unknown[]> {
    const { rows } = await this.sandbox.query("select detection_id from findings order by 1");
    return rows.flat();
  }
}

function only<T>(inventory: Inventory<T>): T {
  const [first, ...more] = inventory.values();
  if (!first || more.length > 0) throw new Error(`not exactly one ${inventory.kind}`);
  return first;
}
