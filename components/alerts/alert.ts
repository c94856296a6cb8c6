import type * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import { type AlertParts, type AlertViews, isDue, tell } from "../../sql/catalogue";
import { type SendInputs, sendStatement } from "./sendStatement";

/** What an alert depends on. */
export interface AlertInputs {
  database: pulumi.Input<string>;
  schema: pulumi.Input<string>;
  warehouse: pulumi.Input<string>;
  /** Every how many minutes it looks. */
  interval: pulumi.Input<number>;
  /** The way that a message takes. */
  way: pulumi.Output<SendInputs>;
  parts: AlertParts;
  views: pulumi.Output<AlertViews>;
  /** What it tells, in a few words such as `findings`. */
  subject: string;
  /** The table of what was told. */
  sent: snowflake.Table;
  /** What has to be there before the alert, beside what it reads. */
  begun: pulumi.Resource[];
}

/** An alert, and the views that it reads. */
export interface Alert {
  news: snowflake.View;
  message: snowflake.View;
  alert: snowflake.Alert;
}

/** The table in which an alert keeps what it has told. */
export function makeSent(
  name: string,
  { table }: AlertParts,
  place: Pick<AlertInputs, "database" | "schema" | "subject">,
  opts: pulumi.CustomResourceOptions,
): snowflake.Table {
  const { database, schema, subject } = place;
  return new snowflake.Table(
    name,
    {
      name: table.name,
      database,
      schema,
      columns: table.columns.map(({ name, declaredType }) => ({ name, type: declaredType })),
      comment: `What alerts have told of ${subject}`,
    },
    opts,
  );
}

/**
 * Makes an alert that looks first, so that nothing runs when there is nothing to tell.
 *
 * @param names The logical names.
 */
export function makeAlert(
  names: { news: string; message: string; alert: string },
  inputs: AlertInputs,
  opts: pulumi.CustomResourceOptions,
): Alert {
  const { database, schema, warehouse, parts, views, subject, sent, begun } = inputs;
  const place = { database, schema };
  const news = new snowflake.View(
    names.news,
    {
      name: parts.news,
      ...place,
      statement: views.news,
      copyGrants: true,
      comment: `What alerts have not noted yet of ${subject}`,
    },
    { ...opts, dependsOn: [sent] },
  );
  const message = new snowflake.View(
    names.message,
    {
      name: parts.message,
      ...place,
      statement: views.message,
      copyGrants: true,
      comment: `The message about what is noted and not told of ${subject}`,
    },
    { ...opts, dependsOn: [sent] },
  );
  const alert = new snowflake.Alert(
    names.alert,
    {
      name: parts.alert,
      ...place,
      warehouse,
      alertSchedule: { interval: inputs.interval },
      condition: isDue(parts),
      action: inputs.way.apply((way) => tell(parts, sendStatement(parts.message, way))),
      enabled: true,
      comment: `Tells what is new of ${subject}`,
    },
    { ...opts, dependsOn: [news, message, ...begun] },
  );
  return { news, message, alert };
}
