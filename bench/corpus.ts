import { createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { once } from "node:events";
import { createGzip, gzipSync } from "node:zlib";

/** What a corpus on disk came to. Sizes are in bytes. */
export interface Corpus {
  folder: string;
  events: number;
  files: number;
  rawBytes: number;
  compressedBytes: number;
}

/** mulberry32: small, fast and the same on every machine, so that two runs measure the same bytes. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const account = "111122223333";
const regions = ["us-east-1", "eu-west-1", "ap-southeast-2"];

/** Event source, name, whether it reads, and its share of an ordinary account's log. */
const kinds: readonly (readonly [string, string, boolean, number])[] = [
  ["s3.amazonaws.com", "GetObject", true, 30],
  ["s3.amazonaws.com", "PutObject", false, 10],
  ["sts.amazonaws.com", "AssumeRole", true, 20],
  ["kms.amazonaws.com", "Decrypt", true, 15],
  ["ec2.amazonaws.com", "DescribeInstances", true, 14],
  ["dynamodb.amazonaws.com", "DescribeTable", true, 8],
  ["ec2.amazonaws.com", "AuthorizeSecurityGroupIngress", false, 0.1],
  ["iam.amazonaws.com", "CreateAccessKey", false, 0.1],
  ["signin.amazonaws.com", "ConsoleLogin", false, 0.3],
  ["logs.amazonaws.com", "CreateLogStream", false, 2.5],
];

/** Makes events one after the other, in the order of time. */
class EventMaker {
  private readonly total = kinds.reduce((sum, kind) => sum + kind[3], 0);
  private made = 0;
  private readonly random: () => number;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  private hex(digits: number): string {
    let text = "";
    while (text.length < digits) {
      text += Math.floor(this.random() * 0x100000000)
        .toString(16)
        .padStart(8, "0");
    }
    return text.slice(0, digits);
  }

  private uuid(): string {
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-a${this.hex(3)}-${this.hex(12)}`;
  }

  private identity(role: string, time: string): object {
    if (this.random() < 0.02) return { type: "AWSService", invokedBy: "config.amazonaws.com" };
    const key = `AROA${this.hex(16).toUpperCase()}`;
    return {
      type: "AssumedRole",
      principalId: `${key}:session-${this.hex(8)}`,
      arn: `arn:aws:sts::${account}:assumed-role/${role}/session-${this.hex(8)}`,
      accountId: account,
      accessKeyId: `ASIA${this.hex(16).toUpperCase()}`,
      sessionContext: {
        sessionIssuer: {
          type: "Role",
          principalId: key,
          arn: `arn:aws:iam::${account}:role/${role}`,
          accountId: account,
          userName: role,
        },
        attributes: { creationDate: time, mfaAuthenticated: "false" },
      },
    };
  }

  next(region: string): string {
    let at = this.random() * this.total;
    const kind = kinds.find((candidate) => (at -= candidate[3]) < 0) ?? kinds[0];
    if (kind === undefined) throw new Error("There is no kind of event.");
    const [eventSource, eventName, readOnly] = kind;
    const time = new Date(Date.UTC(2024, 0, 1) + this.made++ * 86)
      .toISOString()
      .replace(/\.\d+/, "");
    const role = `service-${Math.floor(this.random() * 40)}`;
    const bucket = `example-data-${Math.floor(this.random() * 50)}`;
    const denied = this.random() < 0.01;
    return JSON.stringify({
      eventVersion: "1.09",
      userIdentity: this.identity(role, time),
      eventTime: time,
      eventSource,
      eventName,
      awsRegion: region,
      sourceIPAddress: `198.51.100.${Math.floor(this.random() * 256)}`,
      userAgent: `[aws-sdk-java/2.20.${Math.floor(this.random() * 90)} Linux/5.10 OpenJDK_64-Bit_Server_VM/17.0.9]`,
      ...(denied ? { errorCode: "AccessDenied", errorMessage: "Access Denied" } : {}),
      requestParameters: {
        bucketName: bucket,
        Host: `${bucket}.s3.${region}.amazonaws.com`,
        key: `year=2024/month=01/part-${this.hex(12)}.parquet`,
      },
      responseElements: readOnly ? null : { "x-amz-version-id": this.hex(32), ok: true },
      additionalEventData: {
        SignatureVersion: "SigV4",
        CipherSuite: "ECDHE-RSA-AES128-GCM-SHA256",
        bytesTransferredIn: 0,
        bytesTransferredOut: Math.floor(this.random() * 1e7),
        "x-amz-id-2": this.hex(64),
      },
      requestID: this.hex(16).toUpperCase(),
      eventID: this.uuid(),
      readOnly,
      resources: [
        { type: "AWS::S3::Object", ARN: `arn:aws:s3:::${bucket}/part-${this.hex(8)}` },
        { accountId: account, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucket}` },
      ],
      eventType: "AwsApiCall",
      managementEvent: eventSource !== "s3.amazonaws.com",
      recipientAccountId: account,
      eventCategory: eventSource === "s3.amazonaws.com" ? "Data" : "Management",
      tlsDetails: {
        tlsVersion: "TLSv1.3",
        cipherSuite: "TLS_AES_128_GCM_SHA256",
        clientProvidedHostHeader: `${bucket}.s3.${region}.amazonaws.com`,
      },
    });
  }
}

/** What lies in a corpus. The same options give the same bytes in every run. */
export interface CorpusOptions {
  events: number;
  /** In how many files, alike in size. Defaults to 500 events each, and one with a fiftieth of all or 20,000. */
  files?: number;
  /** Where the random numbers begin: another number gives other events. Defaults to that of the large trail. */
  seed?: number;
}

/** Writes events as gzip files in CloudTrail's key layout. */
export async function writeCorpus(folder: string, options: CorpusOptions): Promise<Corpus> {
  const { events, files, seed = 20240101 } = options;
  const maker = new EventMaker(seed);
  const large = files === undefined ? Math.min(20_000, Math.floor(events / 50)) : 0;
  const small = files ?? Math.ceil((events - large) / 500);
  const corpus: Corpus = { folder, events, files: 0, rawBytes: 0, compressedBytes: 0 };
  const pathOf = (region: string): string => {
    const directory = join(folder, "AWSLogs", account, "CloudTrail", region, "2024", "01", "01");
    mkdirSync(directory, { recursive: true });
    const name = `${account}_CloudTrail_${region}_20240101T0000Z_${String(corpus.files).padStart(6, "0")}`;
    corpus.files += 1;
    return join(directory, `${name}.json.gz`);
  };
  const each = files === undefined ? 500 : events / files;
  for (let file = 0; file < small; file += 1) {
    const end = Math.min(events - large, Math.floor((file + 1) * each));
    const count = end - Math.floor(file * each);
    const region = regions[file % regions.length] ?? "us-east-1";
    const body = `{"Records":[${Array.from({ length: count }, () => maker.next(region)).join(",")}]}`;
    const compressed = gzipSync(body, { level: 4 });
    writeFileSync(pathOf(region), compressed);
    corpus.rawBytes += Buffer.byteLength(body);
    corpus.compressedBytes += compressed.length;
  }
  if (large > 0) {
    const gzip = createGzip({ level: 4 });
    const file = gzip.pipe(createWriteStream(pathOf("us-east-1")));
    for (let written = 0; written < large; written += 1) {
      const text = `${written === 0 ? '{"Records":[' : ","}${maker.next("us-east-1")}`;
      corpus.rawBytes += Buffer.byteLength(text);
      if (!gzip.write(text)) await once(gzip, "drain");
    }
    gzip.end("]}");
    await once(file, "close");
    corpus.rawBytes += 2;
    corpus.compressedBytes += file.bytesWritten;
  }
  return corpus;
}
