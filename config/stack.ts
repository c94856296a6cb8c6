import {
  type AlertChoiceArgs,
  type BucketArgs,
  type CloudTrailSourceArgs,
  ConfigurationOwnership,
  EventKind,
  EventNotificationMode,
  type EventNotificationsArgs,
  type GranteesArgs,
  type MaterializationArgs,
  MaterializationMode,
  type NotificationSettings,
  type ResourceMonitorArgs,
  type SnowflakeIngestArgs,
  StorageClass,
  WarehouseSize,
  WebhookService,
} from "../components";
import { readAccount } from "./account";
import type { Reader } from "./reader";
import { readTrail } from "./trail";

/** The stack's own settings. */
export interface StackSettings {
  source: Omit<CloudTrailSourceArgs, "baseName">;
  ingest: Omit<SnowflakeIngestArgs, "baseName" | "logs">;
  /** Where messages go, if they go anywhere. */
  notifications: NotificationSettings | undefined;
  alerts: AlertSettings | undefined;
  materialization: MaterializationArgs | undefined;
  /** Who gets which access role, if there are any. */
  accessRoles: GranteesArgs | undefined;
  detectionsFolder: string | undefined;
  disabledDetections: string[] | undefined;
  /** Whether what holds data or identity is protected. */
  protect: boolean;
}

/** What a stack says of its alerts. */
export interface AlertSettings extends AlertChoiceArgs {
  /** Whether there are any. */
  enabled: boolean;
  detections?: string[] | undefined;
}

/** Reads the stack's own settings, each by the name that the component's argument has. */
export function readStack(read: Reader): StackSettings {
  const bucket = readBucket(read);
  const tags = read.texts("tags");
  const accessRoles = readAccessRoles(read);
  const schema = read.object("schema", (schema) => ({
    existing: schema.text("existing"),
    name: schema.text("name"),
  }));
  // Roles of least privilege would be for nothing where every owner grants as he likes.
  const managed = accessRoles && schema?.existing === undefined && { managedAccess: true };
  return {
    source: {
      bucket,
      trail: read.object("trail", readTrail),
      prefix: read.text("prefix"),
      kmsKey: read.object("kmsKey", (kmsKey) => ({
        existing: kmsKey.text("existing"),
        create: kmsKey.flag("create"),
        alias: kmsKey.text("alias"),
        decryptedBy: kmsKey.list("decryptedBy"),
      })),
      tags,
    },
    ingest: {
      eventNotifications: readEventNotifications(read, bucket),
      database: read.object("database", (database) => ({
        existing: database.text("existing"),
        name: database.text("name"),
      })),
      schema: managed ? { ...schema, ...managed } : schema,
      warehouse: read.object("warehouse", (warehouse) => ({
        existing: warehouse.text("existing"),
        name: warehouse.text("name"),
        size: warehouse.choice("size", WarehouseSize),
        autoSuspend: warehouse.whole("autoSuspend"),
        statementTimeoutInSeconds: warehouse.whole("statementTimeoutInSeconds"),
        statementQueuedTimeoutInSeconds: warehouse.whole("statementQueuedTimeoutInSeconds"),
        resourceMonitor: warehouse.object("resourceMonitor", readResourceMonitor),
      })),
      integrationName: read.text("integrationName"),
      roleName: read.text("roleName"),
      roleAccount: read.object("roleAccount", readAccount),
      eventKinds: read.choices("eventKinds", EventKind),
      filePattern: read.text("filePattern"),
      retention: read.object("retention", (retention) => ({
        timeTravelDays: retention.whole("timeTravelDays"),
        rawDays: retention.whole("rawDays"),
      })),
      tags,
    },
    notifications: readNotifications(read, tags),
    alerts: read.object("alerts", (alerts) => ({
      enabled: alerts.flag("enabled") ?? false,
      minimumSeverity: alerts.text("minimumSeverity"),
      detections: alerts.list("detections"),
      scheduleMinutes: alerts.whole("scheduleMinutes"),
    })),
    materialization: read.object("materialization", (materialization) => ({
      mode: materialization.choice("mode", MaterializationMode),
      targetLagMinutes: materialization.whole("targetLagMinutes"),
      scheduleMinutes: materialization.whole("scheduleMinutes"),
      retentionDays: materialization.whole("retentionDays"),
      timeTravelDays: materialization.whole("timeTravelDays"),
    })),
    accessRoles,
    detectionsFolder: read.text("detectionsFolder"),
    disabledDetections: read.list("disabledDetections"),
    protect: read.flag("protect") ?? true,
  };
}

/** The bucket; an object without a key is as good as none. */
function readBucket(read: Reader): BucketArgs {
  const bucket = read.object("bucket", (bucket) => ({
    existing: bucket.text("existing"),
    ownPolicy: bucket.flag("ownPolicy"),
    name: bucket.text("name"),
    retentionDays: bucket.whole("retentionDays"),
    transition: bucket.object("transition", (transition) => {
      const days = transition.required("days", transition.whole("days"));
      const storageClass = transition.choice("storageClass", StorageClass);
      return days === undefined ? undefined : { days, storageClass };
    }),
  }));
  return bucket ?? {};
}

/** How the pipe hears of new files: of a bucket that exists, nothing is changed unless the stack says so. */
function readEventNotifications(read: Reader, { existing }: BucketArgs): EventNotificationsArgs {
  const given = read.object("eventNotifications", (eventNotifications) => ({
    mode: eventNotifications.choice("mode", EventNotificationMode),
    configuration: eventNotifications.choice("configuration", ConfigurationOwnership),
    topic: eventNotifications.object("topic", (topic) => ({
      existing: topic.text("existing"),
      name: topic.text("name"),
      kmsKeyArn: topic.text("kmsKeyArn"),
    })),
  }));
  const byDefault = existing === undefined ? EventNotificationMode.Bucket : undefined;
  return { ...given, mode: given?.mode ?? byDefault };
}

/** Who gets which access role; an object without a key is as good as none. */
function readAccessRoles(read: Reader): GranteesArgs | undefined {
  const given = read.object("accessRoles", (roles) => ({
    loader: roles.list("loader"),
    transformer: roles.list("transformer"),
    detector: roles.list("detector"),
    reader: roles.list("reader"),
    auditor: roles.list("auditor"),
  }));
  return Object.values(given ?? {}).some((value) => value !== undefined) ? given : undefined;
}

function readResourceMonitor(monitor: Reader): ResourceMonitorArgs | undefined {
  const creditQuota = monitor.required("creditQuota", monitor.whole("creditQuota"));
  const rest = {
    notifyTriggers: monitor.wholes("notifyTriggers"),
    suspendTrigger: monitor.whole("suspendTrigger"),
    suspendImmediateTrigger: monitor.whole("suspendImmediateTrigger"),
    notifyUsers: monitor.list("notifyUsers"),
  };
  return creditQuota === undefined ? undefined : { creditQuota, ...rest };
}

/** Where messages go; an object without a key is as good as none. */
function readNotifications(
  read: Reader,
  tags: NotificationSettings["tags"],
): NotificationSettings | undefined {
  const given = read.object("notifications", (notifications) => ({
    integrationName: notifications.text("integrationName"),
    topic: notifications.object("topic", (topic) => ({
      existing: topic.text("existing"),
      name: topic.text("name"),
      kmsKeyArn: topic.text("kmsKeyArn"),
      subscribers: topic.list("subscribers"),
      roleName: topic.text("roleName"),
    })),
    email: notifications.object("email", (email) => {
      const recipients = email.required("recipients", email.list("recipients"));
      return recipients === undefined ? undefined : { recipients };
    }),
    webhook: notifications.object("webhook", (webhook) => {
      const service = webhook.required("service", webhook.choice("service", WebhookService));
      const secret = webhook.required("secret", webhook.text("secret"));
      return service === undefined || secret === undefined ? undefined : { service, secret };
    }),
  }));
  const isGiven = Object.values(given ?? {}).some((value) => value !== undefined);
  return given && isGiven ? { ...given, tags } : undefined;
}
