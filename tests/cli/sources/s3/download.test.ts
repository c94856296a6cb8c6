import { expect } from "chai";
import { randomBytes } from "node:crypto";
import { Bucket } from "../../../../cli/sources/s3/bucket";
import { download } from "../../../../cli/sources/s3/download";
import { S3Error } from "../../../../cli/sources/s3/failure";
import type { ListedObject } from "../../../../cli/sources/s3/listing";
import { TestS3, setEnvironment } from "../../s3Server";

describe("A download from S3", () => {
  const content = randomBytes(300_000);
  let s3: TestS3;
  let restore: () => void;
  let bucket: Bucket;
  let object: ListedObject;

  before(async () => {
    s3 = await TestS3.start();
    restore = setEnvironment(s3.environment);
    s3.put("folder/a b+ü.json.gz", content);
    bucket = await Bucket.open(TestS3.bucket, { endpointUrl: s3.url });
    const { objects } = await bucket.list({ prefix: "folder/a" });
    [object] = objects as [ListedObject];
  });
  beforeEach(() => {
    s3.requests = [];
    s3.fault = () => undefined;
  });
  after(async () => {
    restore();
    await s3.stop();
  });

  async function read(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of download(bucket, object)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  async function failure(): Promise<unknown> {
    try {
      await read();
    } catch (error) {
      return error;
    }
    return undefined;
  }

  it("is the content, whatever characters the key has", async () => {
    expect(object).to.include({ key: "folder/a b+ü.json.gz", size: 300_000 });
    expect((await read()).equals(content)).to.equal(true);
    expect(s3.reads).to.have.length(1);
  });

  it("goes on where it broke, however often it gets on", async () => {
    s3.fault = () => (s3.requests.length < 7 ? { cutAfter: 40_000 } : undefined);
    expect((await read()).equals(content)).to.equal(true);
    expect(s3.requests.map(({ range }) => range)).to.deep.equal([
      undefined,
      ...[40, 80, 120, 160, 200, 240].map((thousands) => `bytes=${thousands}000-`),
    ]);
  });

  it("goes on when the answer ends early without an error", async () => {
    s3.fault = () => (s3.requests.length === 1 ? { endAfter: 1000 } : undefined);
    expect((await read()).equals(content)).to.equal(true);
    expect(s3.requests[1]?.range).to.equal("bytes=1000-");
  });

  it("fails when it no longer gets on, and says so", async function () {
    this.timeout(20_000);
    s3.fault = () => (s3.requests.length === 1 ? { cutAfter: 1000 } : { cutAfter: 0 });
    const error = await failure();
    expect(error).to.be.instanceOf(S3Error);
    expect(String(error)).to.equal(
      "S3Error: the download broke off 5 times: check the network and run again",
    );
    expect(s3.requests).to.have.length(5);
  });

  it("is no mixture of two contents", async () => {
    s3.fault = () =>
      s3.requests.length === 1 ? { cutAfter: 1000 } : { status: 412, code: "PreconditionFailed" };
    expect(String(await failure())).to.equal(
      "S3Error: it was replaced while it was read: run again",
    );
  });
});
