import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import { readCatalogue } from "../../sql/catalogue";
import { deletingBeforeReplacing } from "../children/options";
import { type Rule, checkedLater, knownProblems } from "../validation/inputs";
import { refuse } from "../validation/problem";
import { identifier } from "../validation/rules";
import { viewComment } from "./viewComment";

/** The arguments of SecurityViews. */
export interface SecurityViewsArgs {
  /** Name of the database that holds the raw table CLOUDTRAIL_RAW. */
  database: pulumi.Input<string>;
  /** Name of the schema that holds the raw table CLOUDTRAIL_RAW; the views stand beside it. */
  schema: pulumi.Input<string>;
  /** The SQL of the views, as readCatalogue returns it. Defaults to what is shipped, all of it switched on. */
  catalogue?: ViewCatalogue;
}

/** The SQL of all views. */
export interface ViewCatalogue {
  /** The view CLOUDTRAIL over the raw table. */
  cloudtrail: ViewText;
  /** The functions that FINDINGS calls. None calls another. */
  functions: FunctionText[];
  /** The detections, which read CLOUDTRAIL. */
  detections: DetectionView[];
  /** The SELECT of FINDINGS over exactly these detections. */
  findings: string;
}

/** The SQL of one view. */
export interface ViewText {
  /** The SELECT. */
  statement: string;
}

/** A function of SQL. */
export interface FunctionText {
  /** The name in upper snake case. */
  name: string;
  /** What it gives, in one line. */
  description: string;
  /** In the order in which a call gives them. */
  parameters: ParameterText[];
  /** The type of what it gives. */
  returnType: string;
  /** The expression. */
  body: string;
}

/** A parameter of a function of SQL. */
export interface ParameterText {
  /** The name in upper snake case. */
  name: string;
  /** The type, such as VARIANT. */
  type: string;
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
];

/**
 * The view CLOUDTRAIL over the raw table, a view for each detection, FINDINGS over them all, and the functions that it
 * calls.
 *
 * Needs a Snowflake provider with a warehouse, since reading a view back asks for a running one, and with
 * `previewFeatures`.
 */
export class SecurityViews extends pulumi.ComponentResource {
  /** The view that flattens the logs to one row for each event. */
  public readonly cloudtrail: snowflake.View;
  /** Full name of the view that flattens the logs. */
  public readonly cloudtrailName: pulumi.Output<string>;
  /** The functions, by their names in upper case. */
  public readonly functions: Record<string, snowflake.FunctionSql>;
  /** Full names of the functions with the types of their parameters, by their names. */
  public readonly functionNames: pulumi.Output<Record<string, string>>;
  /** The view over all detections. */
  public readonly findings: snowflake.View;
  /** Full name of the view over all detections. */
  public readonly findingsName: pulumi.Output<string>;
  /** The detections' views, by the ids of the detections. */
  public readonly detections: Record<string, snowflake.View>;
  /** Full names of the detections' views, by the ids of the detections. */
  public readonly detectionNames: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: SecurityViewsArgs, opts?: pulumi.ComponentResourceOptions) {
    const where = `SecurityViews "${name}"`;
    refuse(where, knownProblems(args, rules));
    super("snowtrail:index:SecurityViews", name, {}, deletingBeforeReplacing(opts));
    const { database, schema, catalogue = readCatalogue() } = checkedLater(where, args, rules);
    const view = (
      suffix: string,
      viewName: string,
      statement: string,
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

    // The functions. The provider quotes the names of parameters, and puts the dollar signs around the body.
    this.functions = Object.fromEntries(
      catalogue.functions.map((each) => [
        each.name,
        new snowflake.FunctionSql(
          `${name}-${each.name.toLowerCase().replaceAll("_", "-")}`,
          {
            name: each.name,
            database,
            schema,
            arguments: each.parameters.map(({ name, type }) => ({
              argName: name,
              argDataType: type,
            })),
            returnType: each.returnType,
            functionDefinition: each.body,
            comment: each.description,
          },
          { parent: this },
        ),
      ]),
    );

    // FINDINGS: its text names every detection's view, and the functions.
    this.findings = view("findings", "FINDINGS", catalogue.findings, "What the detections found", [
      this.cloudtrail,
      ...Object.values(this.detections),
      ...Object.values(this.functions),
    ]);

    this.cloudtrailName = this.cloudtrail.fullyQualifiedName;
    this.findingsName = this.findings.fullyQualifiedName;
    this.detectionNames = fullNames(this.detections);
    this.functionNames = fullNames(this.functions);
    this.registerOutputs({
      cloudtrail: this.cloudtrail,
      cloudtrailName: this.cloudtrailName,
      findings: this.findings,
      findingsName: this.findingsName,
      detections: this.detections,
      detectionNames: this.detectionNames,
      functions: this.functions,
      functionNames: this.functionNames,
    });
  }
}

function fullNames(
  objects: Record<string, { fullyQualifiedName: pulumi.Output<string> }>,
): pulumi.Output<Record<string, string>> {
  return pulumi.output(
    Object.fromEntries(
      Object.entries(objects).map(([key, { fullyQualifiedName }]) => [key, fullyQualifiedName]),
    ),
  );
}
