import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough, Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { run } from "../../cli/main";
import { Sink, type Output } from "../../cli/output/sink";
import { readCatalogue } from "../../sql/catalogue";

export type Json = null | string | number | boolean | Json[] | { [key: string]: Json };

/** A folder in which a test writes its files; `remove` takes it away. */
export class TestFolder {
  readonly path = mkdtempSync(path.join(tmpdir(), "snowtrail-test-"));

  /** Writes a file and returns its path. */
  write(name: string, content: string | Uint8Array): string {
    const file = this.at(name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  /** Writes a log file, gzipped when its name says so. */
  log(name: string, records: readonly Json[]): string {
    const text = JSON.stringify({ Records: records });
    return this.write(name, name.endsWith(".gz") ? gzipSync(text) : text);
  }

  at(name: string): string {
    return path.join(this.path, name);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** A successful read by a role: what no detection minds. */
export function quietEvent(id: string, more: Record<string, Json> = {}): Record<string, Json> {
  return {
    eventVersion: "1.09",
    eventTime: "2024-05-01T10:00:00Z",
    eventSource: "s3.amazonaws.com",
    eventName: "ListBuckets",
    awsRegion: "eu-west-1",
    sourceIPAddress: "198.51.100.7",
    userAgent: "aws-cli/2.15",
    userIdentity: {
      type: "AssumedRole",
      arn: "arn:aws:sts::111122223333:assumed-role/reader/session",
      accountId: "111122223333",
    },
    requestParameters: null,
    responseElements: null,
    eventID: id,
    readOnly: true,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: "111122223333",
    eventCategory: "Management",
    ...more,
  };
}

/** The root user signs in with a password alone. */
export function rootLogin(id: string, more: Record<string, Json> = {}): Record<string, Json> {
  return quietEvent(id, {
    eventSource: "signin.amazonaws.com",
    eventName: "ConsoleLogin",
    eventType: "AwsConsoleSignIn",
    sourceIPAddress: "203.0.113.9",
    userIdentity: {
      type: "Root",
      arn: "arn:aws:iam::111122223333:root",
      accountId: "111122223333",
    },
    responseElements: { ConsoleLogin: "Success" },
    additionalEventData: { MFAUsed: "No" },
    readOnly: false,
    ...more,
  });
}

/** A call that a policy refused. */
export function deniedCall(id: string, more: Record<string, Json> = {}): Record<string, Json> {
  return quietEvent(id, {
    eventSource: "ec2.amazonaws.com",
    eventName: "RunInstances",
    errorCode: "Client.UnauthorizedOperation",
    errorMessage: "You are not authorized to perform this operation.",
    ...more,
  });
}

export interface Ran {
  status: number;
  stdout: string;
  stderr: string;
}

/**
 * Runs the command line in this process; stdout is a terminal when a width is given, and stdin one when
 * nothing is piped in.
 */
export async function snowtrail(
  args: readonly string[],
  width?: number,
  piped?: string | Uint8Array,
): Promise<Ran> {
  const capture = (columns?: number): { sink: Sink; text: () => string } => {
    const chunks: Buffer[] = [];
    const stream: Output = new PassThrough().on("data", (chunk: Buffer) => chunks.push(chunk));
    if (columns !== undefined) Object.assign(stream, { isTTY: true, columns });
    return { sink: new Sink(stream), text: () => Buffer.concat(chunks).toString() };
  };
  const stdout = capture(width);
  const stderr = capture();
  const terminal = {
    stdout: stdout.sink,
    stderr: stderr.sink,
    color: false,
    signal: new AbortController().signal,
  };
  const stdin = Readable.from(piped === undefined ? [] : [Buffer.from(piped)]);
  const status = await run(
    args,
    terminal,
    piped === undefined ? Object.assign(stdin, { isTTY: true }) : stdin,
  );
  return { status, stdout: stdout.text(), stderr: stderr.text() };
}

/** What leaves out all shipped detections, for tests of what comes before them. */
export const withoutDetections: readonly string[] = [
  "--disable",
  readCatalogue()
    .detections.map(({ id }) => id)
    .join(","),
];

/** The rows of a query as objects. */
export async function rowsOf(sql: string, ...args: string[]): Promise<Record<string, unknown>[]> {
  const { status, stdout, stderr } = await snowtrail(["query", sql, ...args, "--format", "json"]);
  if (status !== 0 && status !== 3) throw new Error(stderr);
  return JSON.parse(stdout) as Record<string, unknown>[];
}
