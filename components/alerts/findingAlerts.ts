import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import {
  beginAlerts,
  findingAlert,
  findingViews,
  healthAlert,
  healthViews,
} from "../../sql/catalogue";
import { childOptions, deletingBeforeReplacing } from "../children/options";
import { checkedLater, knownProblems } from "../validation/inputs";
import { refuse } from "../validation/problem";
import { makeAlert, makeSent } from "./alert";
import {
  type FindingAlertsArgs,
  alertRules,
  defaultMinimumSeverity,
  defaultScheduleMinutes,
} from "./args";

/**
 * Messages about new findings, each told once, and about changes of the pipeline's health.
 *
 * Needs a Snowflake provider with a warehouse, since reading a view back asks for a running one, and with
 * `previewFeatures`; its role needs EXECUTE ALERT on the account. The option `protect` of the component is that of the
 * table of what was told, and defaults to true.
 */
export class FindingAlerts extends pulumi.ComponentResource {
  /** The table of what was told. */
  public readonly sent: snowflake.Table;
  /** Full name of the table of what was told. */
  public readonly sentName: pulumi.Output<string>;
  /** The view of what is not noted yet. */
  public readonly newFindings: snowflake.View;
  /** Full name of the view of what is not noted yet. */
  public readonly newFindingsName: pulumi.Output<string>;
  /** The view of the message about what is noted and not told. */
  public readonly message: snowflake.View;
  /** Full name of the view of the message. */
  public readonly messageName: pulumi.Output<string>;
  /** The alert. */
  public readonly alert: snowflake.Alert;
  /** Full name of the alert. */
  public readonly alertName: pulumi.Output<string>;
  /** The table of the states of health that were told, if PIPELINE_HEALTH is named. */
  public readonly healthSent?: snowflake.Table;
  /** The view of the state that is not noted yet, if PIPELINE_HEALTH is named. */
  public readonly newHealth?: snowflake.View;
  /** The view of the message about it, if PIPELINE_HEALTH is named. */
  public readonly healthMessage?: snowflake.View;
  /** The alert of changes of the pipeline's health, if PIPELINE_HEALTH is named. */
  public readonly healthAlert?: snowflake.Alert;
  /** Full name of the alert of changes of the pipeline's health, if PIPELINE_HEALTH is named. */
  public readonly healthAlertName: pulumi.Output<string | undefined>;

  constructor(name: string, args: FindingAlertsArgs, opts?: pulumi.ComponentResourceOptions) {
    const where = `FindingAlerts "${name}"`;
    refuse(where, knownProblems(args, alertRules));
    super("snowtrail:index:FindingAlerts", name, {}, deletingBeforeReplacing(opts));
    const { child, kept } = childOptions(this, opts);
    const checked = checkedLater(where, args, alertRules);
    const { database, schema, warehouse } = checked;
    const place = { database, schema };
    const looking = {
      ...place,
      warehouse,
      interval: checked.scheduleMinutes ?? defaultScheduleMinutes,
      way: pulumi
        .all([checked.integrationName, checked.kind, args.recipients])
        .apply(([integrationName, kind, recipients]) => ({ integrationName, kind, recipients })),
    };
    // The names have been checked to mean the same without their quotes, which a message could not hold.
    const plain = (fullName: string): string => fullName.replaceAll('"', "");

    // What was told of findings: without the table, everything would be told again. Its first row says what was loaded
    // before, which is not told, and stays as long as the table does.
    this.sent = makeSent(`${name}-sent`, findingAlert, { ...place, subject: "findings" }, kept);
    const begun = new snowflake.Execute(
      `${name}-begin`,
      {
        execute: pulumi
          .all([this.sent.fullyQualifiedName, args.rawTableName])
          .apply(([table, raw]) => beginAlerts({ table, raw })),
        revert: "select 1",
      },
      child,
    );

    // The alert of findings. Its texts name FINDINGS, which the full name orders before them.
    const ofFindings = makeAlert(
      {
        news: `${name}-new-findings`,
        message: `${name}-message`,
        alert: `${name}-alert`,
      },
      {
        ...looking,
        parts: findingAlert,
        subject: "findings",
        sent: this.sent,
        begun: [begun],
        views: pulumi
          .all([
            checked.minimumSeverity ?? defaultMinimumSeverity,
            checked.detections ?? [],
            args.findingsName,
          ])
          .apply(([minimumSeverity, detections, findingsName]) =>
            findingViews({ minimumSeverity, detections, findingsName: plain(findingsName) }),
          ),
      },
      child,
    );
    this.newFindings = ofFindings.news;
    this.message = ofFindings.message;
    this.alert = ofFindings.alert;

    // The alert of health: what it has told can be told again without harm.
    if (args.healthName !== undefined) {
      const subject = "health";
      this.healthSent = makeSent(`${name}-health-sent`, healthAlert, { ...place, subject }, child);
      const ofHealth = makeAlert(
        {
          news: `${name}-new-health`,
          message: `${name}-health-message`,
          alert: `${name}-health-alert`,
        },
        {
          ...looking,
          parts: healthAlert,
          subject,
          sent: this.healthSent,
          begun: [],
          views: pulumi
            .all([args.healthName, args.findingsName])
            .apply(([healthName]) => healthViews(plain(healthName))),
        },
        child,
      );
      this.newHealth = ofHealth.news;
      this.healthMessage = ofHealth.message;
      this.healthAlert = ofHealth.alert;
    }

    this.sentName = this.sent.fullyQualifiedName;
    this.newFindingsName = this.newFindings.fullyQualifiedName;
    this.messageName = this.message.fullyQualifiedName;
    this.alertName = this.alert.fullyQualifiedName;
    this.healthAlertName = pulumi.output(this.healthAlert?.fullyQualifiedName);
    this.registerOutputs({
      sent: this.sent,
      sentName: this.sentName,
      newFindings: this.newFindings,
      newFindingsName: this.newFindingsName,
      message: this.message,
      messageName: this.messageName,
      alert: this.alert,
      alertName: this.alertName,
      healthSent: this.healthSent,
      newHealth: this.newHealth,
      healthMessage: this.healthMessage,
      healthAlert: this.healthAlert,
      healthAlertName: this.healthAlertName,
    });
  }
}
