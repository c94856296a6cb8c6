import * as pulumi from "@pulumi/pulumi";
import type * as snowflake from "@pulumi/snowflake";

import {
  type CloudTrailSourceArgs,
  EventKind,
  Origin,
  type SecurityViewsArgs,
  type SnowflakeIngestArgs,
  StorageClass,
  TrailOrigin,
  WarehouseSize,
} from "./components";
import { ingestProblems } from "./components/ingest/settings";
import { sourceProblems } from "./components/source/settings";
import type { Problem } from "./components/validation";
import { readCatalogue } from "./sql/catalogue";

/** The stack's settings, in the shape in which the components take them. */
export interface Settings {
  source: Omit<CloudTrailSourceArgs, "baseName">;
  ingest: Omit<SnowflakeIngestArgs, "baseName" | "bucketName" | "logsPrefix" | "kmsKeyArn">;
  views: Omit<SecurityViewsArgs, "database" | "schema">;
  /** How to reach Snowflake, from the stack's `snowflake:*` configuration. */
  connection: snowflake.ProviderArgs;
}

/**
 * Reads and checks the whole configuration of the stack. Throws one error that names every key that is wrong
 * and what to do about it.
 */
export function readSettings(): Settings {
  const read = new Reader("snowtrail");
  const protect = read.flag("protect");
  const source = {
    bucket: read.choice("bucket", Origin),
    bucketName: read.text("bucketName"),
    trail: read.choice("trail", TrailOrigin),
    trailName: read.text("trailName"),
    prefix: read.text("prefix"),
    organizationId: read.text("organizationId"),
    managementAccountId: read.text("managementAccountId"),
    kmsKey: read.text("kmsKey"),
    retentionDays: read.whole("retentionDays"),
    transitionDays: read.whole("transitionDays"),
    transitionStorageClass: read.choice("transitionStorageClass", StorageClass),
    ownBucketPolicy: read.flag("ownBucketPolicy"),
    protect,
  };
  const ownBucketNotification = read.flag("ownBucketNotification");
  const ingest = {
    database: read.choice("database", Origin),
    databaseName: read.text("databaseName"),
    schema: read.choice("schema", Origin),
    schemaName: read.text("schemaName"),
    warehouse: read.choice("warehouse", Origin),
    warehouseName: read.text("warehouseName"),
    warehouseSize: read.choice("warehouseSize", WarehouseSize),
    warehouseAutoSuspend: read.whole("warehouseAutoSuspend"),
    warehouseStatementTimeout: read.whole("warehouseStatementTimeout"),
    warehouseQueuedTimeout: read.whole("warehouseQueuedTimeout"),
    integrationName: read.text("integrationName"),
    roleName: read.text("roleName"),
    allowDelete: read.flag("allowDelete"),
    eventKinds: read.choices("eventKinds", EventKind),
    filePattern: read.text("filePattern"),
    // A bucket that Snowtrail creates has no other notifications to lose.
    ownBucketNotification: source.bucket !== "adopt" || ownBucketNotification === true,
    protect,
  };
  const views = {
    detectionsFolder: read.text("detectionsFolder"),
    disabledDetections: read.list("disabledDetections"),
  };
  const connection = readConnection();
  const mistakes = [
    ...read.mistakes(),
    ...inNamespace("snowtrail", [
      ...sourceProblems(source),
      ...ingestProblems(ingest),
      ...notificationProblems(source.bucket, ownBucketNotification),
      ...catalogueProblems(views),
    ]),
    ...connection.mistakes,
  ];
  if (mistakes.length > 0) {
    const lines = mistakes.map(({ setting, problem }) => `\n  ${setting}: ${problem}`);
    throw new pulumi.RunError(`The configuration is wrong, and nothing was made:${lines.join("")}`);
  }
  return { source, ingest, views, connection: connection.args };
}

function inNamespace(namespace: string, problems: readonly Problem[]): Problem[] {
  return problems.map(({ setting, problem }) => ({ setting: `${namespace}:${setting}`, problem }));
}

function notificationProblems(bucket: Origin | undefined, owned: boolean | undefined): Problem[] {
  if (owned !== true || bucket === "adopt") return [];
  const problem =
    'is for an adopted bucket, and bucket is "create". Remove it, or set bucket to "adopt".';
  return [{ setting: "ownBucketNotification", problem }];
}

function catalogueProblems({ detectionsFolder, disabledDetections }: Settings["views"]): Problem[] {
  const folder = failure(() => readCatalogue({ detectionsFolder }));
  if (folder !== undefined) return [{ setting: "detectionsFolder", problem: folder }];
  const disabled = failure(() => readCatalogue({ detectionsFolder, disabledDetections }));
  return disabled === undefined ? [] : [{ setting: "disabledDetections", problem: disabled }];
}

function failure(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

// Everything that the provider's constructor takes, except what the program decides itself.
const connectionKeys = {
  text:
    "accountName authenticator clientIp clientRequestMfaToken clientStoreTemporaryCredential disableConsoleLogin " +
    "driverTracing host includeRetryReason ocspFailOpen oktaUrl organizationName passcode password privateKey " +
    "privateKeyPassphrase profile protocol role tmpDirectoryPath token user",
  whole:
    "clientTimeout externalBrowserTimeout jwtClientTimeout jwtExpireTimeout loginTimeout maxRetryCount port requestTimeout",
  flag:
    "disableQueryContextCache disableTelemetry insecureMode keepSessionAlive passcodeInPassword " +
    "skipTomlFilePermissionVerification useLegacyTomlFile",
  json: "params tokenAccessor",
} as const;

// What the program sets itself: a stack may hold them for other programs.
const decidedByProgram = ["previewFeaturesEnabled", "validateDefaultParameters", "warehouse"];

/**
 * The stack's `snowflake:*` configuration, which an explicit provider does not see by itself. All of it is
 * forwarded as secret: whether a value was stored as one cannot be asked.
 */
function readConnection(): { args: snowflake.ProviderArgs; mistakes: Problem[] } {
  const read = new Reader("snowflake", decidedByProgram);
  const args = (["text", "whole", "flag", "json"] as const).flatMap((kind) =>
    connectionKeys[kind].split(" ").flatMap((key): [string, pulumi.Output<unknown>][] => {
      const value = read[kind](key);
      return value === undefined ? [] : [[key, pulumi.secret(value)]];
    }),
  );
  return { args: Object.fromEntries(args), mistakes: read.mistakes() };
}

/** Reads the keys of one namespace, remembers which there are, and collects what is wrong with their values. */
class Reader {
  private readonly known: string[];
  private readonly wrong: Problem[] = [];
  private readonly config: pulumi.Config;

  constructor(
    private readonly namespace: string,
    otherwiseKnown: readonly string[] = [],
  ) {
    this.config = new pulumi.Config(namespace);
    this.known = [...otherwiseKnown];
  }

  /** The value as it is stored; an empty one is as good as none, which is how Pulumi.yaml writes "no default". */
  text(key: string): string | undefined {
    this.known.push(key);
    const value = this.config.get(key);
    return value === "" ? undefined : value;
  }

  flag(key: string): boolean | undefined {
    const value = this.text(key);
    if (value === undefined || value === "true" || value === "false") {
      return value === undefined ? undefined : value === "true";
    }
    return this.refuse(key, "expected a boolean. Give true or false.");
  }

  whole(key: string): number | undefined {
    const value = this.text(key);
    if (value === undefined || /^-?[0-9]{1,15}$/.test(value)) {
      return value === undefined ? undefined : Number(value);
    }
    return this.refuse(key, "expected a whole number. Give digits only.");
  }

  choice<T extends string>(key: string, choices: Record<string, T>): T | undefined {
    const value = this.text(key);
    return value === undefined ? undefined : this.chosen(key, value, choices);
  }

  choices<T extends string>(key: string, choices: Record<string, T>): T[] | undefined {
    const chosen = this.list(key)?.map((value) => this.chosen(key, value, choices));
    return chosen?.filter((value) => value !== undefined);
  }

  list(key: string): string[] | undefined {
    const value = this.json(key);
    if (value === undefined) return undefined;
    if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
    return this.refuse(
      key,
      `expected a list of texts. Write it as a YAML list, or run: pulumi config set --path '${this.namespace}:${key}[0]' <value>`,
    );
  }

  json(key: string): unknown {
    const value = this.text(key);
    if (value === undefined) return undefined;
    try {
      return JSON.parse(value);
    } catch {
      return this.refuse(
        key,
        "expected a list or an object. Write it as YAML in the stack's file.",
      );
    }
  }

  /** What was wrong with the values read, and every key of the namespace that was never asked for. */
  mistakes(): Problem[] {
    const unknown = Object.keys(pulumi.runtime.allConfig())
      .filter((key) => key.startsWith(`${this.namespace}:`))
      .map((key) => key.slice(this.namespace.length + 1))
      .filter((key) => !this.known.includes(key))
      .map((key) => ({
        setting: key,
        problem: `there is no such setting. Rename it to ${this.namespace}:${nearest(key, this.known)}, the nearest there is, or remove it.`,
      }));
    return inNamespace(this.namespace, [...unknown, ...this.wrong]);
  }

  private chosen<T extends string>(
    key: string,
    value: string,
    choices: Record<string, T>,
  ): T | undefined {
    const found = Object.values(choices).find((choice) => choice === value);
    return (
      found ??
      this.refuse(
        key,
        `${JSON.stringify(value)} is not one of ${Object.values(choices).join(", ")}. Give one of them.`,
      )
    );
  }

  private refuse(setting: string, problem: string): undefined {
    this.wrong.push({ setting, problem });
    return undefined;
  }
}

/** The candidate that takes the fewest edits to write instead. */
function nearest(word: string, candidates: readonly string[]): string {
  const distances = candidates.map((candidate) => ({
    candidate,
    distance: edits(word, candidate),
  }));
  return distances.reduce((best, next) => (next.distance < best.distance ? next : best)).candidate;
}

function edits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from.toLowerCase()].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to.toLowerCase()].entries()) {
      const substituted = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(substituted, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
