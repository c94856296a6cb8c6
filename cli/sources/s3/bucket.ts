import { setMaxListeners } from "node:events";
import type * as Sdk from "@aws-sdk/client-s3";
import { explained, tries } from "./failure";
import type { ListPage, ListRequest, Page } from "./listing";

/** How S3 is reached. What is not told here comes from where the SDK looks: the environment and the AWS profile. */
export interface Access {
  /** Another server that speaks S3. Defaults to AWS's own. */
  endpointUrl?: string;
  /** Ends requests. */
  signal?: AbortSignal;
}

/** A bucket that is read. */
export class Bucket {
  private constructor(
    readonly name: string,
    private readonly access: Access,
    private readonly client: Sdk.S3Client,
    private readonly sdk: typeof Sdk,
  ) {}

  static async open(name: string, access: Access): Promise<Bucket> {
    // On stderr the SDK tells which versions of Node its later releases will need. This release is the one that is used.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
    // Every request listens, and Node.js takes more than ten listeners for a leak.
    if (access.signal !== undefined) setMaxListeners(0, access.signal);
    // Loading the SDK takes longer than what many commands do.
    const sdk = await import("@aws-sdk/client-s3");
    const settings = {
      followRegionRedirects: true,
      maxAttempts: tries,
      // A stream that is taken up in the middle has no checksum of its own; what is packed is verified when unpacked.
      responseChecksumValidation: "WHEN_REQUIRED",
      requestHandler: {
        connectionTimeout: 10_000,
        socketTimeout: 60_000,
        httpAgent: { maxSockets: sockets },
        httpsAgent: { maxSockets: sockets },
      },
      // Other servers know their buckets by the path, and seldom by a host name.
      ...(access.endpointUrl === undefined
        ? {}
        : { endpoint: access.endpointUrl, forcePathStyle: true }),
    } as const;
    let client = new sdk.S3Client(settings);
    try {
      await client.config.region();
    } catch {
      // A redirect tells where the bucket is, so that any region will do to begin with.
      client = new sdk.S3Client({ ...settings, region: "us-east-1" });
    }
    return new Bucket(name, access, client, sdk);
  }

  /** @throws S3Error that says why it cannot be listed. */
  readonly list: ListPage = async (request) => {
    const { prefix, byFolder, after, continuation }: ListRequest = request;
    const command = new this.sdk.ListObjectsV2Command({
      Bucket: this.name,
      Prefix: prefix,
      ...(byFolder === true ? { Delimiter: "/" } : {}),
      ...(after === undefined ? {} : { StartAfter: after }),
      ...(continuation === undefined ? {} : { ContinuationToken: continuation }),
    });
    const told = await this.answer(undefined, () =>
      this.client.send(command, this.requestOptions()),
    );
    const page: Page = {
      objects: (told.Contents ?? []).map((object) => ({
        key: object.Key ?? "",
        size: object.Size ?? 0,
        lastModified: object.LastModified ?? new Date(0),
        etag: (object.ETag ?? "").replaceAll('"', ""),
      })),
      folders: (told.CommonPrefixes ?? []).map((folder) => folder.Prefix ?? ""),
    };
    return told.NextContinuationToken === undefined
      ? page
      : { ...page, continuation: told.NextContinuationToken };
  };

  /**
   * Starts to read an object.
   *
   * @param from The place of the first byte that is wanted.
   * @param etag The content that is wanted: another one is refused.
   * @throws S3Error that says why it cannot be read.
   */
  async read(key: string, from: number, etag: string): Promise<AsyncIterable<Uint8Array>> {
    const command = new this.sdk.GetObjectCommand({
      Bucket: this.name,
      Key: key,
      IfMatch: `"${etag}"`,
      ...(from === 0 ? {} : { Range: `bytes=${from}-` }),
    });
    const { Body: body } = await this.answer(key, () =>
      this.client.send(command, this.requestOptions()),
    );
    if (body === undefined || !(Symbol.asyncIterator in body)) {
      throw new Error(`S3 gave no content for ${key}.`);
    }
    return body as AsyncIterable<Uint8Array>;
  }

  /**
   * Asks for what stands beside an object's content.
   *
   * @throws S3Error that says why it cannot be read.
   */
  async metadata(key: string): Promise<Readonly<Record<string, string>>> {
    const command = new this.sdk.HeadObjectCommand({ Bucket: this.name, Key: key });
    const told = await this.answer(key, () => this.client.send(command, this.requestOptions()));
    return told.Metadata ?? {};
  }

  private requestOptions(): { abortSignal?: AbortSignal } {
    const { signal } = this.access;
    return signal === undefined ? {} : { abortSignal: signal };
  }

  /** @param key The object that the request is about. Undefined for a listing. */
  private async answer<Answer>(
    key: string | undefined,
    ask: () => Promise<Answer>,
  ): Promise<Answer> {
    const { signal, endpointUrl } = this.access;
    try {
      return await ask();
    } catch (error) {
      signal?.throwIfAborted();
      throw explained(error, {
        bucket: this.name,
        ...(key === undefined ? {} : { key }),
        ...(endpointUrl === undefined ? {} : { endpointUrl }),
      });
    }
  }
}

/** Connections at the same time. */
const sockets = 64;
