import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import { childOptions, deletingBeforeReplacing } from "../children/options";
import { type Rule, checkedLater, knownProblems } from "../validation/inputs";
import { type Problem, problemsOf, refuse } from "../validation/problem";
import { fullNameList, identifier } from "../validation/rules";
import { wantedCatalogue } from "./detections";
import { makeEvents } from "./events";
import { makeFunctions } from "./functions";
import { makeHealth } from "./health";
import {
  type MaterializationArgs,
  MaterializationMode,
  materializationProblems,
  materializationRules,
} from "./materialization";
import { viewComment } from "./viewComment";

/** The arguments of SecurityViews. */
export interface SecurityViewsArgs {
  /** Name of the database that holds the raw table CLOUDTRAIL_RAW. */
  database: pulumi.Input<string>;
  /** Name of the schema that holds the raw table CLOUDTRAIL_RAW; the views stand beside it. */
  schema: pulumi.Input<string>;
  /**
   * Full names of the pipes that fill the raw table, such as "D"."S"."CLOUDTRAIL_PIPE" with its quotes: one for each
   * source. Defaults to none, and then there are no views of their health.
   */
  pipes?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Full names of the pipes that fill the raw table CLOUDTRAIL_INSIGHTS_RAW beside it, one for each source whose Insights
   * events are loaded. Defaults to none, and then there is no view CLOUDTRAIL_INSIGHTS.
   */
  insightsPipes?: pulumi.Input<string>[];
  /**
   * Path of a folder with detections of one's own, one .sql file each, from the directory in which the component runs;
   * absolute where the program is not in TypeScript. One with the id of a shipped detection replaces it. Defaults to none.
   */
  detectionsFolder?: string;
  /** Ids of the detections that are switched off, shipped or one's own. Defaults to none. */
  disabledDetections?: string[];
  /** Whether the events are kept in a table of their own. Defaults to a view over the raw table. */
  materialization?: MaterializationArgs;
  /** Name of the warehouse that keeps up a table of events. Defaults to none, which the mode "view" alone does without. */
  warehouse?: pulumi.Input<string>;
}

const rules: readonly Rule[] = [
  ["database", identifier],
  ["schema", identifier],
  ["pipes", fullNameList],
  ["insightsPipes", fullNameList],
  ["warehouse", identifier],
];

/** Everything that is wrong with the arguments and can be seen before anything is made. */
function problemsIn(args: SecurityViewsArgs): Problem[] {
  const { mode = MaterializationMode.View } = args.materialization ?? {};
  return [
    ...knownProblems(args, rules),
    ...materializationProblems(args),
    ...problemsOf([
      [
        "warehouse",
        mode !== MaterializationMode.View && args.warehouse === undefined
          ? `is missing, and materialization.mode is "${mode}". Give the name of the warehouse that is to keep up the events.`
          : undefined,
      ],
    ]),
  ];
}

/**
 * The view CLOUDTRAIL over the raw table or a table of events, a view for each detection, FINDINGS over them all and
 * SUPPRESSED beside it, the lists and functions that they read, and for the pipes that fill the raw table the views of their health.
 *
 * Needs a Snowflake provider with a warehouse, since reading a view back asks for a running one and a table of events is
 * filled on it, and with `previewFeatures`.
 */
export class SecurityViews extends pulumi.ComponentResource {
  /** The view that flattens the logs to one row for each event. */
  public readonly cloudtrail: snowflake.View;
  /** Full name of the view that flattens the logs. */
  public readonly cloudtrailName: pulumi.Output<string>;
  /** The view CLOUDTRAIL_INSIGHTS of Insights events, if there are pipes that load them. */
  public readonly insights?: snowflake.View;
  /** Full name of the view of Insights events, if there is one. */
  public readonly insightsName: pulumi.Output<string | undefined>;
  /** Full name of the table that CLOUDTRAIL reads: the raw table, or one of events. */
  public readonly sourceName: pulumi.Output<string>;
  /** The table of events that a task loads, in the mode "task". */
  public readonly eventsTable?: snowflake.Table;
  /** The task that loads it, in the mode "task". */
  public readonly eventsTask?: snowflake.Task;
  /** The task that deletes old events, in the mode "task" with days of retention. */
  public readonly eventsExpiry?: snowflake.Task;
  /** The dynamic table of events, in the mode "dynamic-table". */
  public readonly eventsDynamicTable?: snowflake.DynamicTable;
  /** The functions, by their names in upper case. */
  public readonly functions: Record<string, snowflake.FunctionSql>;
  /** Full names of the functions with the types of their parameters, by their names. */
  public readonly functionNames: pulumi.Output<Record<string, string>>;
  /** The view over all detections. */
  public readonly findings: snowflake.View;
  /** Full name of the view over all detections. */
  public readonly findingsName: pulumi.Output<string>;
  /** The view of the findings that exceptions are about, which FINDINGS leaves out. */
  public readonly suppressed: snowflake.View;
  /** Full name of the view of the findings that exceptions are about. */
  public readonly suppressedName: pulumi.Output<string>;
  /** The views EXCEPTIONS and INDICATORS, by these names. */
  public readonly lists: Record<string, snowflake.View>;
  /** Full names of the views of lists, by their names. */
  public readonly listNames: pulumi.Output<Record<string, string>>;
  /** The detections' views, by the ids of the detections. */
  public readonly detections: Record<string, snowflake.View>;
  /** Full names of the detections' views, by the ids of the detections. */
  public readonly detectionNames: pulumi.Output<Record<string, string>>;
  /** The views LOAD_ERRORS, PIPELINE and PIPELINE_HEALTH, by these names; none without pipes. */
  public readonly health: Record<string, snowflake.View>;
  /** Full names of the views of health, by their names. */
  public readonly healthNames: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: SecurityViewsArgs, opts?: pulumi.ComponentResourceOptions) {
    const where = `SecurityViews "${name}"`;
    const { catalogue, problems } = wantedCatalogue(args, args.insightsPipes !== undefined);
    refuse(where, [...problemsIn(args), ...problems]);
    super("snowtrail:index:SecurityViews", name, {}, deletingBeforeReplacing(opts));
    const { child } = childOptions(this, opts);
    const checked = checkedLater(where, args, [...rules, ...materializationRules]);
    const { database, schema, pipes, insightsPipes, materialization, warehouse } = checked;
    const view = (
      suffix: string,
      viewName: string,
      statement: pulumi.Input<string>,
      comment: string,
      dependsOn: pulumi.Resource[],
    ): snowflake.View =>
      new snowflake.View(
        `${name}-${suffix}`,
        {
          name: viewName,
          database,
          schema,
          statement,
          comment: viewComment(comment),
          // Another text is a CREATE OR REPLACE: without it, whoever was granted the view could no longer read it.
          copyGrants: true,
        },
        { ...child, dependsOn },
      );

    // CLOUDTRAIL: one row for each event, over the raw table or a table of events that has been filled.
    const events = makeEvents(
      name,
      { database, schema, flattening: catalogue.cloudtrail.statement, materialization, warehouse },
      child,
    );
    this.sourceName = events.source;
    this.eventsTable = events.loaded?.table;
    this.eventsTask = events.loaded?.task;
    this.eventsExpiry = events.loaded?.expiry;
    this.eventsDynamicTable = events.dynamicTable;
    this.cloudtrail = view(
      "cloudtrail",
      "CLOUDTRAIL",
      events.statement,
      "CloudTrail events, a row for each",
      events.filledBy,
    );

    if (insightsPipes !== undefined) {
      this.insights = view(
        "cloudtrail-insights",
        "CLOUDTRAIL_INSIGHTS",
        // After the pipes, and so after the raw table, which any of several ingests may make.
        pulumi.output(insightsPipes).apply(() => catalogue.insights.statement),
        "CloudTrail Insights events, a row for each",
        [],
      );
    }
    const read = [this.cloudtrail, ...(this.insights ? [this.insights] : [])];

    // The lists, which stand in their texts.
    this.lists = Object.fromEntries(
      catalogue.lists.map(({ viewName, title, statement }) => [
        viewName,
        view(viewName.toLowerCase(), viewName, statement, title, []),
      ]),
    );

    this.functions = makeFunctions(
      name,
      catalogue.functions,
      { database, schema },
      { parent: this },
    );

    // The detections: their texts name CLOUDTRAIL, and may name Insights, lists and functions, which Pulumi cannot see.
    const beside = [...Object.values(this.lists), ...Object.values(this.functions)];
    this.detections = Object.fromEntries(
      catalogue.detections.map(({ id, viewName, severity, title, statement }) => [
        id,
        view(
          id.replaceAll("_", "-"),
          viewName,
          statement,
          `Detection ${id} ${severity}: ${title}`,
          [...read, ...beside],
        ),
      ]),
    );

    // FINDINGS and SUPPRESSED: their texts name all of these.
    const all = [...read, ...Object.values(this.detections), ...beside];
    this.findings = view(
      "findings",
      "FINDINGS",
      catalogue.findings,
      "What the detections found",
      all,
    );
    this.suppressed = view(
      "suppressed",
      "SUPPRESSED",
      catalogue.suppressed,
      "What the detections found and exceptions are about",
      all,
    );

    // Health: its texts name CLOUDTRAIL, and the pipes have to be there.
    this.health =
      pipes === undefined
        ? {}
        : makeHealth(
            catalogue.health,
            { database, schema, pipes, insightsPipes, materialization },
            (suffix, viewName, statement, comment, dependsOn) =>
              view(suffix, viewName, statement, comment, [this.cloudtrail, ...dependsOn]),
          );

    this.cloudtrailName = this.cloudtrail.fullyQualifiedName;
    this.insightsName = pulumi.output(this.insights?.fullyQualifiedName);
    this.findingsName = this.findings.fullyQualifiedName;
    this.suppressedName = this.suppressed.fullyQualifiedName;
    this.listNames = fullNames(this.lists);
    this.detectionNames = fullNames(this.detections);
    this.healthNames = fullNames(this.health);
    this.functionNames = fullNames(this.functions);
    this.registerOutputs({
      cloudtrail: this.cloudtrail,
      cloudtrailName: this.cloudtrailName,
      insights: this.insights,
      insightsName: this.insightsName,
      sourceName: this.sourceName,
      eventsTable: this.eventsTable,
      eventsTask: this.eventsTask,
      eventsExpiry: this.eventsExpiry,
      eventsDynamicTable: this.eventsDynamicTable,
      findings: this.findings,
      findingsName: this.findingsName,
      suppressed: this.suppressed,
      suppressedName: this.suppressedName,
      lists: this.lists,
      listNames: this.listNames,
      detections: this.detections,
      detectionNames: this.detectionNames,
      health: this.health,
      healthNames: this.healthNames,
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
