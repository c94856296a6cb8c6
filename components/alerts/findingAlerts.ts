import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import {
  alertViews,
  beginAlerts,
  findingsAreDue,
  findingsSent,
  tellFindings,
} from "../../sql/catalogue";
import { childOptions, deletingBeforeReplacing } from "../children/options";
import { checkedLater, knownProblems } from "../validation/inputs";
import { refuse } from "../validation/problem";
import {
  type FindingAlertsArgs,
  alertRules,
  defaultMinimumSeverity,
  defaultScheduleMinutes,
} from "./args";
import { sendStatement } from "./sendStatement";

/**
 * Messages about new findings, each told once.
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

  constructor(name: string, args: FindingAlertsArgs, opts?: pulumi.ComponentResourceOptions) {
    const where = `FindingAlerts "${name}"`;
    refuse(where, knownProblems(args, alertRules));
    super("snowtrail:index:FindingAlerts", name, {}, deletingBeforeReplacing(opts));
    const { child, kept } = childOptions(this, opts);
    const checked = checkedLater(where, args, alertRules);
    const { database, schema, warehouse } = checked;
    const place = { database, schema };

    // The table of what was told: without it, everything would be told again.
    this.sent = new snowflake.Table(
      `${name}-sent`,
      {
        name: findingsSent.name,
        ...place,
        columns: findingsSent.columns.map(({ name, declaredType }) => ({
          name,
          type: declaredType,
        })),
        comment: "Findings that alerts have told",
      },
      kept,
    );

    // Its first row: what was loaded before is not told. It stays as long as the table does.
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

    // The views: what is new, and the message. Their texts name FINDINGS, which its full name orders before them.
    const texts = pulumi
      .all([
        checked.minimumSeverity ?? defaultMinimumSeverity,
        checked.detections ?? [],
        args.findingsName,
      ])
      .apply(([minimumSeverity, detections, findingsName]) =>
        // The names have been checked to mean the same without their quotes, which a message could not hold.
        alertViews({ minimumSeverity, detections, findingsName: findingsName.replaceAll('"', "") }),
      );
    this.newFindings = new snowflake.View(
      `${name}-new-findings`,
      {
        name: "NEW_FINDINGS",
        ...place,
        statement: texts.newFindings,
        comment: "Findings that alerts have not noted yet",
      },
      { ...child, dependsOn: [this.sent] },
    );
    this.message = new snowflake.View(
      `${name}-message`,
      {
        name: "FINDINGS_MESSAGE",
        ...place,
        statement: texts.message,
        comment: "The message about findings that are noted and not told",
      },
      { ...child, dependsOn: [this.sent] },
    );

    // The alert: it looks first, so that nothing runs when there is nothing to tell.
    this.alert = new snowflake.Alert(
      `${name}-alert`,
      {
        name: "FINDINGS_ALERT",
        ...place,
        warehouse,
        alertSchedule: { interval: checked.scheduleMinutes ?? defaultScheduleMinutes },
        condition: findingsAreDue(),
        action: pulumi
          .all([this.message.name, checked.integrationName, checked.kind, args.recipients])
          .apply(([view, integrationName, kind, recipients]) =>
            tellFindings(sendStatement(view, { integrationName, kind, recipients })),
          ),
        enabled: true,
        comment: "Tells new findings, each once",
      },
      { ...child, dependsOn: [begun, this.newFindings, this.message] },
    );

    this.sentName = this.sent.fullyQualifiedName;
    this.newFindingsName = this.newFindings.fullyQualifiedName;
    this.messageName = this.message.fullyQualifiedName;
    this.alertName = this.alert.fullyQualifiedName;
    this.registerOutputs({
      sent: this.sent,
      sentName: this.sentName,
      newFindings: this.newFindings,
      newFindingsName: this.newFindingsName,
      message: this.message,
      messageName: this.messageName,
      alert: this.alert,
      alertName: this.alertName,
    });
  }
}
