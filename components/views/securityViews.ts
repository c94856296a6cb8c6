import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import { readCatalogue } from "../../sql/catalogue";
import { deletingBeforeReplacing } from "../children/options";
import { type Rule, checkedLater, knownProblems } from "../validation/inputs";
import { refuse } from "../validation/problem";
import { fullName, identifier } from "../validation/rules";
import { type HealthView, makeHealth } from "./health";
import { viewComment } from "./viewComment";

/** The arguments of SecurityViews. */
export interface SecurityViewsArgs {
  /** Name of the database that holds the raw table CLOUDTRAIL_RAW. */
  database: pulumi.Input<string>;
  /** Name of the schema that holds the raw table CLOUDTRAIL_RAW; the views stand beside it. */
  schema: pulumi.Input<string>;
  /**
   * Full name of the pipe that fills the raw table, such as "D"."S"."CLOUDTRAIL_PIPE" with its quotes.
   * Defaults to none, and then there are no views of its health.
   */
  pipe?: pulumi.Input<string>;
  /** The SQL of the views, as readCatalogue returns it. Defaults to what is shipped, all of it switched on. */
  catalogue?: ViewCatalogue;
}

/** The SQL of all views. */
export interface ViewCatalogue {
  /** The view CLOUDTRAIL over the raw table. */
  cloudtrail: ViewText;
  /** The detections, which read CLOUDTRAIL. */
  detections: DetectionView[];
  /** The SELECT of FINDINGS over exactly these detections. */
  findings: string;
  /** The views of health, each after those that it reads. */
  health: HealthView[];
}

/** The SQL of one view. */
export interface ViewText {
  /** The SELECT. */
  statement: string;
}

/** A detection and its view. */
export interface DetectionView extends ViewText {
  /** Id of the detection, in lower snake case. */
  id: string;
  /** Name of the view, in upper snake case. */
  viewName: string;
  /** What is found, in one line. */
  title: string;
  /** How grave a finding is. */
  severity: string;
}

const rules: readonly Rule[] = [
  ["database", identifier],
  ["schema", identifier],
  ["pipe", fullName],
];

/**
 * The view CLOUDTRAIL over the raw table, a view for each detection, FINDINGS over them all, and for the pipe that
 * fills the table the views of its health.
 *
 * Needs a Snowflake provider with a warehouse: reading a view back asks for a running one.
 */
export class SecurityViews extends pulumi.ComponentResource {
  /** The view that flattens the logs to one row for each event. */
  public readonly cloudtrail: snowflake.View;
  /** Full name of the view that flattens the logs. */
  public readonly cloudtrailName: pulumi.Output<string>;
  /** The view over all detections. */
  public readonly findings: snowflake.View;
  /** Full name of the view over all detections. */
  public readonly findingsName: pulumi.Output<string>;
  /** The detections' views, by the ids of the detections. */
  public readonly detections: Record<string, snowflake.View>;
  /** Full names of the detections' views, by the ids of the detections. */
  public readonly detectionNames: pulumi.Output<Record<string, string>>;
  /** The views LOAD_ERRORS, PIPELINE and PIPELINE_HEALTH, by these names; none without a pipe. */
  public readonly health: Record<string, snowflake.View>;
  /** Full names of the views of health, by their names. */
  public readonly healthNames: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: SecurityViewsArgs, opts?: pulumi.ComponentResourceOptions) {
    const where = `SecurityViews "${name}"`;
    refuse(where, knownProblems(args, rules));
    super("snowtrail:index:SecurityViews", name, {}, deletingBeforeReplacing(opts));
    const {
      database,
      schema,
      pipe,
      catalogue = readCatalogue(),
    } = checkedLater(where, args, rules);
    const view = (
      suffix: string,
      viewName: string,
      statement: pulumi.Input<string>,
      comment: string,
      dependsOn: pulumi.Resource[],
    ): snowflake.View =>
      new snowflake.View(
        `${name}-${suffix}`,
        { name: viewName, database, schema, statement, comment: viewComment(comment) },
        { parent: this, dependsOn },
      );

    // CLOUDTRAIL: one row for each event, over the raw table.
    this.cloudtrail = view(
      "cloudtrail",
      "CLOUDTRAIL",
      catalogue.cloudtrail.statement,
      "CloudTrail events, a row for each",
      [],
    );

    // The detections: their texts name CLOUDTRAIL, which Pulumi cannot see.
    this.detections = Object.fromEntries(
      catalogue.detections.map(({ id, viewName, severity, title, statement }) => [
        id,
        view(
          id.replaceAll("_", "-"),
          viewName,
          statement,
          `Detection ${id} ${severity}: ${title}`,
          [this.cloudtrail],
        ),
      ]),
    );

    // FINDINGS: its text names every detection's view.
    this.findings = view("findings", "FINDINGS", catalogue.findings, "What the detections found", [
      this.cloudtrail,
      ...Object.values(this.detections),
    ]);

    // Health: its texts name CLOUDTRAIL, and the pipe has to be there.
    this.health =
      pipe === undefined
        ? {}
        : makeHealth(
            catalogue.health,
            { database, schema, pipe },
            (suffix, viewName, statement, comment, dependsOn) =>
              view(suffix, viewName, statement, comment, [this.cloudtrail, ...dependsOn]),
          );

    this.cloudtrailName = this.cloudtrail.fullyQualifiedName;
    this.findingsName = this.findings.fullyQualifiedName;
    this.detectionNames = fullNames(this.detections);
    this.healthNames = fullNames(this.health);
    this.registerOutputs({
      cloudtrail: this.cloudtrail,
      cloudtrailName: this.cloudtrailName,
      findings: this.findings,
      findingsName: this.findingsName,
      detections: this.detections,
      detectionNames: this.detectionNames,
      health: this.health,
      healthNames: this.healthNames,
    });
  }
}

function fullNames(views: Record<string, snowflake.View>): pulumi.Output<Record<string, string>> {
  return pulumi.output(
    Object.fromEntries(
      Object.entries(views).map(([key, { fullyQualifiedName }]) => [key, fullyQualifiedName]),
    ),
  );
}
