import { expect } from "chai";
import { Bucket } from "../../../../cli/sources/s3/bucket";
import { explained } from "../../../../cli/sources/s3/failure";
import { TestS3, setEnvironment, withoutProfiles, type Fault } from "../../s3Server";

const etag = "0123456789abcdef";

describe("A refusal of S3", () => {
  let s3: TestS3;
  let restore: () => void;
  before(async () => {
    s3 = await TestS3.start();
    s3.log("1.json", []);
  });
  beforeEach(() => {
    restore = setEnvironment(s3.environment);
    s3.fault = () => undefined;
  });
  afterEach(() => {
    restore();
  });
  after(async () => {
    await s3.stop();
  });

  async function listing(name = TestS3.bucket, endpointUrl = s3.url): Promise<string> {
    const bucket = await Bucket.open(name, { endpointUrl });
    return bucket.list({ prefix: "" }).then(() => "listed", String);
  }

  async function reading(key = "1.json"): Promise<string> {
    const bucket = await Bucket.open(TestS3.bucket, { endpointUrl: s3.url });
    return bucket.read(key, 0, etag).then(() => "read", String);
  }

  it("is none where all is well", async () => {
    expect([await listing(), await reading()]).to.deep.equal(["listed", "read"]);
  });

  it("for want of credentials says where they come from", async () => {
    const none = setEnvironment({
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
      ...withoutProfiles,
    });
    const told = await listing();
    none();
    expect(told).to.equal(
      "S3Error: there are no AWS credentials: set AWS_PROFILE, run aws sso login, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    );
  });

  it("of unknown credentials says so, and not what they are", async () => {
    const wrong = setEnvironment({
      AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "unknown-secret",
    });
    const told = await listing();
    wrong();
    expect(told).to.match(/^S3Error: the AWS credentials are not valid \(InvalidAccessKeyId\)/);
    expect(told).not.to.match(/AKIA|unknown-secret/);
  });

  it("names a bucket that is not there", async () => {
    expect(await listing("no-such-bucket")).to.equal(
      'S3Error: there is no bucket "no-such-bucket": check its name',
    );
  });

  it("of an object that has gone says so", async () => {
    expect(await reading("2.json")).to.equal("S3Error: it no longer exists");
  });

  it("names the permission that is missing", async () => {
    s3.fault = () => ({ status: 403, code: "AccessDenied" });
    expect(await listing()).to.equal(
      'S3Error: listing it is not permitted: allow s3:ListBucket on the bucket "example-trail"',
    );
    expect(await reading()).to.equal(
      "S3Error: reading it is not permitted: allow s3:GetObject on the bucket's objects, and kms:Decrypt on the key if they are encrypted with one",
    );
  });

  for (const [{ status, code }, message] of [
    [
      { status: 400, code: "AuthorizationHeaderMalformed" },
      'the bucket "example-trail" is in another region: set AWS_REGION to it',
    ],
    [
      { status: 301, code: "PermanentRedirect" },
      'the bucket "example-trail" is in another region: set AWS_REGION to it',
    ],
    [{ status: 400, code: "ExpiredToken" }, "the AWS credentials have expired: get new ones"],
    [{ status: 403, code: "InvalidObjectState" }, "it is archived (Glacier): restore it first"],
    [
      { status: 403, code: "AccountProblem" },
      "S3 does not permit it (AccountProblem): check the credentials and policies",
    ],
    [{ status: 400, code: "Strange" }, "S3 answered Strange (HTTP status 400)"],
    [
      { status: 503, code: "SlowDown" },
      "S3 answered SlowDown (HTTP status 503) 5 times: try again later",
    ],
  ] as const satisfies readonly (readonly [Fault, string])[]) {
    it(`${code} is told with what to do, and without the answer's own text`, async function () {
      this.timeout(60_000);
      s3.fault = () => ({ status, code });
      expect(await reading()).to.equal(`S3Error: ${message}`);
    });
  }

  it("by a network says what could not be reached", async function () {
    this.timeout(60_000);
    const closed = await TestS3.start();
    await closed.stop();
    expect(await listing(TestS3.bucket, closed.url)).to.equal(
      `S3Error: "${closed.url}" cannot be reached (ECONNREFUSED): check the network, AWS_REGION and --endpoint-url`,
    );
  });

  it("of a profile whose session has ended says how to begin another", () => {
    const ended = Object.assign(new Error("The SSO session has expired."), {
      name: "CredentialsProviderError",
    });
    expect(explained(ended, { bucket: "b" }).message).to.equal(
      "the session of your AWS profile has ended: run aws sso login",
    );
  });

  it("leaves an error that is not S3's as it is", () => {
    const defect = new TypeError("x is not a function");
    expect(explained(defect, { bucket: "b" })).to.equal(defect);
  });
});
