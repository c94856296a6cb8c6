import { createHash } from "node:crypto";
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import {
  createServer,
  request as forward,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { Json } from "./logFiles";

/** A request as the server saw it. */
export interface SeenRequest {
  bucket: string;
  /** Empty for a listing. */
  key: string;
  /** What a listing asked for. */
  query: URLSearchParams;
  range?: string;
}

/** What is done to an answer. */
export type Fault =
  /** The connection is torn down after so many bytes of the content. */
  | { cutAfter: number }
  /** The answer ends after so many bytes, as if that were all. */
  | { endAfter: number }
  /** Nothing more comes after so many bytes. */
  | { stallAfter: number }
  /** S3 refuses. */
  | { status: number; code: string }
  /** Somebody else answers. */
  | { status: number; page: string };

/**
 * A server on this machine that speaks S3, behind a proxy that counts what it is asked for and breaks answers. The
 * credentials in `environment` are its own.
 */
export class TestS3 {
  static readonly bucket = "example-trail";
  readonly environment = {
    AWS_ACCESS_KEY_ID: "S3RVER",
    AWS_SECRET_ACCESS_KEY: "S3RVER",
    AWS_REGION: "us-east-1",
    ...withoutProfiles,
  };
  requests: SeenRequest[] = [];
  /** Decides what is done to an answer. Defaults to nothing. */
  fault: (request: SeenRequest) => Fault | undefined = () => undefined;
  private readonly folders = new Set<string>();

  private constructor(
    private readonly store: ChildProcess,
    private readonly storePort: number,
    private readonly folder: string,
    private readonly proxy: Server,
    readonly url: string,
  ) {
    proxy.on("request", (asked: IncomingMessage, answer: ServerResponse) => {
      this.pass(asked, answer);
    });
  }

  static async start(): Promise<TestS3> {
    setEnvironment({ AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" });
    const folder = mkdtempSync(path.join(tmpdir(), "snowtrail-test-s3-"));
    const options = {
      port: 0,
      address: "127.0.0.1",
      silent: true,
      // It signs the path of a listing without the slash at its end, which the SDK sends and signs.
      allowMismatchedSignatures: true,
      directory: folder,
      configureBuckets: [{ name: TestS3.bucket }],
    };
    const store = fork(path.join(__dirname, "s3Store.cjs"), [JSON.stringify(options)], {
      execArgv: ["--openssl-legacy-provider"],
    });
    const [port] = (await once(store, "message")) as [number];
    const proxy = createServer();
    await new Promise<void>((ready) => proxy.listen(0, "127.0.0.1", ready));
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    return new TestS3(store, port, folder, proxy, url);
  }

  /** The server itself, for processes that this one waits for and cannot answer meanwhile. */
  get storeUrl(): string {
    return `http://127.0.0.1:${this.storePort}`;
  }

  /** The objects that were asked for, in the order of their requests. */
  get reads(): string[] {
    return this.requests.filter(({ key }) => key !== "").map(({ key }) => key);
  }

  /**
   * Puts an object where the server keeps its own.
   *
   * @param more.etag Defaults to the MD5 of the content, as S3's mostly is.
   * @param more.metadata What stands beside the content, by its names. Defaults to nothing.
   */
  put(
    key: string,
    content: string | Uint8Array,
    more: { etag?: string; metadata?: Record<string, string> } = {},
  ): void {
    // Asked for folders, the server finds those alone that hold an object themselves. S3's console makes such objects.
    for (let end = key.indexOf("/"); end >= 0; end = key.indexOf("/", end + 1)) {
      const folder = key.slice(0, end + 1);
      if (!this.folders.has(folder)) this.write(folder, "");
      this.folders.add(folder);
    }
    this.write(key, content, more.etag, more.metadata);
  }

  /** Puts a log file, gzipped when its name says so. */
  log(key: string, records: readonly Json[]): void {
    const text = JSON.stringify({ Records: records });
    this.put(key, key.endsWith(".gz") ? gzipSync(text) : text);
  }

  private write(
    key: string,
    content: string | Uint8Array,
    etag = createHash("md5").update(content).digest("hex"),
    metadata: Record<string, string> = {},
  ): void {
    const file = `${path.join(this.folder, TestS3.bucket)}/${key}._S3rver_object`;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    writeFileSync(`${file}.md5`, etag);
    const headers = Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]);
    const metadataFile = file.replace(/object$/, "metadata.json");
    if (headers.length > 0)
      writeFileSync(metadataFile, JSON.stringify(Object.fromEntries(headers)));
  }

  /** Empties the bucket, and forgets what it was asked for and what was to be done to its answers. */
  clear(): void {
    const bucket = path.join(this.folder, TestS3.bucket);
    rmSync(bucket, { recursive: true });
    mkdirSync(bucket);
    this.folders.clear();
    this.requests = [];
    this.fault = () => undefined;
  }

  async stop(): Promise<void> {
    this.proxy.closeAllConnections();
    await new Promise((closed) => this.proxy.close(closed));
    const ended = once(this.store, "exit");
    this.store.kill();
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  private pass(asked: IncomingMessage, answer: ServerResponse): void {
    const { pathname, searchParams: query } = new URL(asked.url ?? "/", this.url);
    const [, bucket = "", ...parts] = pathname.split("/").map(decodeURIComponent);
    const { range } = asked.headers;
    const seen = { bucket, key: parts.join("/"), query, ...(range === undefined ? {} : { range }) };
    this.requests.push(seen);
    const fault = this.fault(seen);
    if (fault !== undefined && "status" in fault) {
      const [type, text] =
        "page" in fault
          ? ["text/html", fault.page]
          : [
              "application/xml",
              `<Error><Code>${fault.code}</Code><Message>secret-in-message</Message></Error>`,
            ];
      answer.writeHead(fault.status, { "content-type": type }).end(text);
      return;
    }
    const { method, url: target, headers } = asked;
    const onward = forward(
      { host: "127.0.0.1", port: this.storePort, path: target, method, headers },
      (told) => {
        if (fault !== undefined && "endAfter" in fault) delete told.headers["content-length"];
        answer.writeHead(told.statusCode ?? 500, told.headers);
        void relay(told, answer, fault);
      },
    );
    asked.pipe(onward);
  }
}

/** Neither the profiles of whoever runs the tests nor a cloud's own credentials are looked at. */
export const withoutProfiles = {
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_EC2_METADATA_DISABLED: "true",
};

/** Sets variables of the environment, and returns what puts them back. `undefined` takes one away. */
export function setEnvironment(values: Record<string, string | undefined>): () => void {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  const set = (entries: readonly (readonly [string, string | undefined])[]): void => {
    for (const [name, value] of entries) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
  set(Object.entries(values));
  return () => {
    set(before);
  };
}

async function relay(
  told: IncomingMessage,
  answer: ServerResponse,
  fault: Exclude<Fault, { status: number }> | undefined,
): Promise<void> {
  let left = fault === undefined ? Infinity : Math.max(...Object.values(fault));
  for await (const chunk of told) {
    const bytes = (chunk as Buffer).subarray(0, left);
    left -= bytes.length;
    await new Promise((written) => answer.write(bytes, written));
    if (left === 0) break;
  }
  if (fault !== undefined && "cutAfter" in fault) answer.destroy();
  else if (fault === undefined || !("stallAfter" in fault)) answer.end();
}
