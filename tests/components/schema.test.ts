import { readFileSync } from "node:fs";
import { join } from "node:path";

import {
  type AnalyzeResult,
  Analyzer,
  type PropertyDefinition,
} from "@pulumi/pulumi/provider/experimental/analyzer";
import { expect } from "chai";

const root = join(__dirname, "..", "..");
const names = [
  "AccessRoles",
  "CloudTrailSource",
  "FindingAlerts",
  "Notifications",
  "SecurityViews",
  "SnowflakeIngest",
];

/** A property as Pulumi's schema has it, in short: an argument that takes no Output is plain. */
function short(property: PropertyDefinition): string {
  const reference = "$ref" in property ? property.$ref : undefined;
  const type = reference?.split(/[:/]/).at(-1) ?? ("type" in property ? property.type : "");
  const of = property.items ?? property.additionalProperties;
  return (
    (property.plain ? "plain " : "") +
    (reference?.includes("/resources/") ? `resource ${type}` : type) +
    (of ? ` of ${short({ ...of, plain: false })}` : "") +
    (property.optional ? "?" : "")
  );
}

const shortened = (properties: Record<string, PropertyDefinition>): Record<string, string> =>
  Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, short(value)]));

/** Pulumi reads the components' source to offer them to programs in every language. */
describe("components: their schema for other languages", () => {
  let schema: AnalyzeResult;
  before(() => {
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<
      string,
      unknown
    >;
    schema = new Analyzer(root, "snowtrail", manifest, new Set(names)).analyze();
  });

  const argumentsOf = (component: string): Record<string, string> =>
    shortened(schema.components[component]?.inputs ?? {});
  const outputsOf = (component: string): Record<string, string> =>
    shortened(schema.components[component]?.outputs ?? {});
  const propertiesOf = (type: string): Record<string, string> =>
    shortened(schema.typeDefinitions[type]?.properties ?? {});

  it("holds every component", () => {
    expect(Object.keys(schema.components).sort()).to.deep.equal(names);
  });

  it("describes every argument and output, and tells the default of each that is optional", () => {
    const components = Object.values(schema.components);
    const argumentTypes = Object.values(schema.typeDefinitions).filter(({ name }) =>
      name.endsWith("Args"),
    );
    for (const { name, description } of [...components, ...argumentTypes]) {
      expect(description, name).to.be.a("string");
    }
    const inputs = [
      ...components.map(({ name, inputs }) => ({ name, properties: inputs })),
      ...argumentTypes.map(({ name, properties = {} }) => ({ name, properties })),
    ];
    const outputs = components.map(({ name, outputs }) => ({ name, properties: outputs }));
    for (const { name, properties } of [...inputs, ...outputs]) {
      for (const [key, { description }] of Object.entries(properties)) {
        expect(description, `${name}.${key}`).to.match(/[.]$/).and.not.include("[object");
      }
    }
    for (const { name, properties } of inputs) {
      for (const [key, { optional, description }] of Object.entries(properties)) {
        if (optional) expect(description, `${name}.${key}`).to.match(/defaults to /i);
      }
    }
  });

  it("takes from other resources whatever does not decide which resources there are", () => {
    expect(argumentsOf("CloudTrailSource")).to.deep.equal({
      baseName: "string",
      bucket: "plain BucketArgs?",
      trail: "plain TrailArgs?",
      prefix: "string?",
      kmsKey: "plain KmsKeyArgs?",
      tags: "object of string?",
    });
    expect(propertiesOf("BucketArgs")).to.deep.equal({
      existing: "string?",
      ownPolicy: "plain boolean?",
      name: "string?",
      retentionDays: "number?",
      transition: "plain TransitionArgs?",
    });
    expect(propertiesOf("KmsKeyArgs")).to.deep.equal({
      existing: "string?",
      create: "plain boolean?",
      alias: "string?",
      decryptedBy: "array of string?",
    });
    expect(propertiesOf("TransitionArgs")).to.deep.equal({
      days: "number",
      storageClass: "StorageClass?",
    });
    expect(propertiesOf("TrailArgs")).to.deep.equal({
      existing: "string?",
      name: "string?",
      skip: "plain boolean?",
      organization: "plain OrganizationArgs?",
      advancedEventSelectors: "array of AdvancedEventSelectorArgs?",
      insightSelectors: "array of InsightSelectorArgs?",
      logGroup: "plain LogGroupArgs?",
    });
    expect(propertiesOf("AdvancedEventSelectorArgs")).to.deep.equal({
      name: "string?",
      fieldSelectors: "array of FieldSelectorArgs",
    });
    expect(propertiesOf("FieldSelectorArgs")).to.deep.equal({
      field: "string",
      equals: "array of string?",
      notEquals: "array of string?",
      startsWiths: "array of string?",
      notStartsWiths: "array of string?",
      endsWiths: "array of string?",
      notEndsWiths: "array of string?",
    });
    expect(propertiesOf("InsightSelectorArgs")).to.deep.equal({ insightType: "InsightType" });
    expect(propertiesOf("LogGroupArgs")).to.deep.equal({
      existing: "string?",
      name: "string?",
      retentionInDays: "number?",
      roleName: "string?",
    });
    expect(propertiesOf("OrganizationArgs")).to.deep.equal({
      id: "string",
      managementAccountId: "string?",
    });
    expect(argumentsOf("SnowflakeIngest")).to.deep.equal({
      baseName: "string",
      logs: "plain LogsArgs",
      database: "plain DatabaseArgs?",
      schema: "plain SchemaArgs?",
      warehouse: "plain WarehouseArgs?",
      integrationName: "string?",
      roleName: "string?",
      eventKinds: "array of EventKind?",
      filePattern: "string?",
      errorIntegration: "string?",
      retention: "plain RetentionArgs?",
      tags: "object of string?",
    });
    expect(propertiesOf("RetentionArgs")).to.deep.equal({
      timeTravelDays: "number?",
      rawDays: "number?",
    });
    expect(propertiesOf("LogsArgs")).to.deep.equal({
      bucketName: "string",
      prefix: "string?",
      kmsKeyArn: "string?",
      ownNotification: "plain boolean?",
    });
    expect(propertiesOf("DatabaseArgs")).to.deep.equal({ existing: "string?", name: "string?" });
    expect(propertiesOf("SchemaArgs")).to.deep.equal({
      existing: "string?",
      name: "string?",
      managedAccess: "boolean?",
    });
    expect(propertiesOf("WarehouseArgs")).to.deep.equal({
      existing: "string?",
      name: "string?",
      size: "WarehouseSize?",
      autoSuspend: "number?",
      statementTimeoutInSeconds: "number?",
      statementQueuedTimeoutInSeconds: "number?",
      resourceMonitor: "plain ResourceMonitorArgs?",
    });
    expect(propertiesOf("ResourceMonitorArgs")).to.deep.equal({
      creditQuota: "number",
      notifyTriggers: "array of number?",
      suspendTrigger: "number?",
      suspendImmediateTrigger: "number?",
      notifyUsers: "array of string?",
    });
    expect(argumentsOf("Notifications")).to.deep.equal({
      baseName: "string",
      integrationName: "string?",
      topic: "plain TopicArgs?",
      email: "plain EmailArgs?",
      webhook: "plain WebhookArgs?",
      tags: "object of string?",
    });
    expect(propertiesOf("TopicArgs")).to.deep.equal({
      existing: "string?",
      name: "string?",
      kmsKeyArn: "string?",
      subscribers: "plain array of string?",
      roleName: "string?",
    });
    expect(propertiesOf("EmailArgs")).to.deep.equal({ recipients: "array of string" });
    expect(propertiesOf("WebhookArgs")).to.deep.equal({
      service: "WebhookService",
      secret: "string",
      database: "string",
      schema: "string",
    });
    expect(argumentsOf("AccessRoles")).to.deep.equal({
      baseName: "string",
      grantedTo: "plain GranteesArgs",
      warehouse: "string",
      database: "string",
      schema: "string",
      objects: "plain array of AccessObjectArgs",
      wholeSchema: "plain boolean?",
    });
    expect(propertiesOf("GranteesArgs")).to.deep.equal({
      loader: "plain array of string?",
      transformer: "plain array of string?",
      detector: "plain array of string?",
      reader: "plain array of string?",
    });
    expect(propertiesOf("AccessObjectArgs")).to.deep.equal({
      kind: "plain AccessKind",
      label: "plain string",
      name: "string",
    });
    expect(argumentsOf("FindingAlerts")).to.deep.equal({
      database: "string",
      schema: "string",
      warehouse: "string",
      rawTableName: "string",
      findingsName: "string",
      healthName: "string?",
      integrationName: "string",
      kind: "NotificationKind",
      recipients: "array of string?",
      minimumSeverity: "string?",
      detections: "array of string?",
      scheduleMinutes: "number?",
    });
    expect(argumentsOf("SecurityViews")).to.deep.equal({
      database: "string",
      schema: "string",
      pipe: "string?",
      catalogue: "plain ViewCatalogue?",
      materialization: "plain MaterializationArgs?",
      warehouse: "string?",
    });
    expect(propertiesOf("MaterializationArgs")).to.deep.equal({
      mode: "plain MaterializationMode?",
      targetLagMinutes: "number?",
      scheduleMinutes: "number?",
      retentionDays: "number?",
      timeTravelDays: "number?",
    });
  });

  it("gives each resource that is worth a grant, and its name beside it", () => {
    expect(outputsOf("CloudTrailSource")).to.deep.equal({
      bucket: "resource Bucket?",
      bucketName: "string",
      bucketArn: "string",
      bucketPolicy: "resource BucketPolicy?",
      logsPrefix: "string",
      logsLocation: "string",
      kmsKey: "resource Key?",
      kmsKeyArn: "string?",
      trail: "resource Trail?",
      logGroup: "resource LogGroup?",
      trailArn: "string?",
      bucketPolicyToMerge: "string?",
      keyPolicyToMerge: "string?",
      pointTrailCommand: "string?",
    });
    expect(outputsOf("SnowflakeIngest")).to.deep.equal({
      warehouse: "resource Warehouse?",
      resourceMonitor: "resource ResourceMonitor?",
      warehouseName: "string",
      database: "resource Database?",
      databaseName: "string",
      schema: "resource Schema?",
      schemaName: "string",
      integration: "resource StorageIntegration",
      integrationName: "string",
      role: "resource Role",
      roleArn: "string",
      stage: "resource Stage",
      stageName: "string",
      rawTable: "resource Table",
      rawTableName: "string",
      rawExpiry: "resource Task?",
      pipe: "resource Pipe",
      pipeName: "string",
      filePattern: "string",
      notificationChannel: "string",
      notification: "resource BucketNotification?",
      operatorStatements: "OperatorStatements",
      notificationToAdd: "string?",
      keyPolicyToMerge: "string?",
    });
    expect(outputsOf("Notifications")).to.deep.equal({
      integrationName: "string",
      kind: "NotificationKind",
      recipients: "array of string?",
      testStatement: "string",
      topic: "resource Topic?",
      topicArn: "string?",
      role: "resource Role?",
      roleArn: "string?",
      topicPolicyToMerge: "string?",
      keyPolicyToMerge: "string?",
    });
    expect(outputsOf("AccessRoles")).to.deep.equal({
      roles: "object of resource AccountRole",
      roleNames: "object of string",
    });
    expect(outputsOf("FindingAlerts")).to.deep.equal({
      sent: "resource Table",
      sentName: "string",
      newFindings: "resource View",
      newFindingsName: "string",
      message: "resource View",
      messageName: "string",
      alert: "resource Alert",
      alertName: "string",
      healthSent: "resource Table?",
      newHealth: "resource View?",
      healthMessage: "resource View?",
      healthAlert: "resource Alert?",
      healthAlertName: "string?",
    });
    expect(outputsOf("SecurityViews")).to.deep.equal({
      cloudtrail: "resource View",
      cloudtrailName: "string",
      sourceName: "string",
      eventsTable: "resource Table?",
      eventsTask: "resource Task?",
      eventsExpiry: "resource Task?",
      eventsDynamicTable: "resource DynamicTable?",
      findings: "resource View",
      findingsName: "string",
      suppressed: "resource View",
      suppressedName: "string",
      lists: "object of resource View",
      listNames: "object of string",
      detections: "object of resource View",
      detectionNames: "object of string",
      health: "object of resource View",
      healthNames: "object of string",
      functions: "object of resource FunctionSql",
      functionNames: "object of string",
    });
  });
});
