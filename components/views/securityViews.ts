import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import { type Detection, readCatalogue } from "../../sql/catalogue";
import { viewComment } from "./viewComment";

/** The arguments of SecurityViews. */
export interface SecurityViewsArgs {
  /** Name of the database that holds the raw table CLOUDTRAIL_RAW. */
  database: pulumi.Input<string>;
  /** Name of the schema that holds the raw table CLOUDTRAIL_RAW; the views stand beside it. */
  schema: pulumi.Input<string>;
  /** Folder with detections of your own, a .sql file each; one with a shipped id replaces it. Defaults to none. */
  detectionsFolder?: string;
  /** Ids of detections that are switched off. Defaults to none. */
  disabledDetections?: string[];
}

/**
 * The view CLOUDTRAIL over the raw table, a view for each detection, and FINDINGS over them all.
 *
 * Needs a Snowflake provider with a warehouse: reading a view back asks for a running one. Throws at once if a
 * file of the catalogue is malformed or a detection that is switched off does not exist.
 */
export class SecurityViews extends pulumi.ComponentResource {
  /** Name of the view that flattens the logs to one row for each event. */
  public readonly cloudtrail: pulumi.Output<string>;
  /** Name of the view over all detections. */
  public readonly findings: pulumi.Output<string>;
  /** Names of the detections' views, by the ids of the detections. */
  public readonly detections: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: SecurityViewsArgs, opts?: pulumi.ComponentResourceOptions) {
    const catalogue = readCatalogue({
      detectionsFolder: args.detectionsFolder,
      disabledDetections: args.disabledDetections,
    });
    super("snowtrail:index:SecurityViews", name, {}, opts);
    const place = { database: args.database, schema: args.schema };
    const view = (
      suffix: string,
      viewName: string,
      statement: string,
      comment: string,
      dependsOn: pulumi.Resource[],
    ): snowflake.View =>
      new snowflake.View(
        `${name}-${suffix}`,
        { name: viewName, ...place, statement, comment: viewComment(comment) },
        { parent: this, dependsOn },
      );

    // CLOUDTRAIL: one row for each event, over the raw table.
    const cloudtrail = view(
      "cloudtrail",
      "CLOUDTRAIL",
      catalogue.cloudtrail.statement,
      "CloudTrail events, a row for each",
      [],
    );

    // The detections: their texts name CLOUDTRAIL, which Pulumi cannot see.
    const detections = catalogue.detections.map((detection) =>
      view(
        detection.id.replaceAll("_", "-"),
        detection.viewName,
        detection.statement,
        commentOf(detection),
        [cloudtrail],
      ),
    );

    // FINDINGS: its text names every detection's view.
    const findings = view("findings", "FINDINGS", catalogue.findings, "What the detections found", [
      cloudtrail,
      ...detections,
    ]);

    this.cloudtrail = cloudtrail.fullyQualifiedName;
    this.findings = findings.fullyQualifiedName;
    this.detections = pulumi.output(
      Object.fromEntries(
        catalogue.detections.map((detection, index) => [
          detection.id,
          detections[index]?.fullyQualifiedName ?? "",
        ]),
      ),
    );
    this.registerOutputs({
      cloudtrail: this.cloudtrail,
      findings: this.findings,
      detections: this.detections,
    });
  }
}

function commentOf({ id, severity, title }: Detection): string {
  return `Detection ${id} ${severity}: ${title}`;
}
