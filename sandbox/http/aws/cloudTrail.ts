import type { Aws, Bucket, Trail } from "../../aws/account";
import { putRefusal } from "../../crossing/delivery";
import type { Reply } from "../door";
import type { Service } from "./service";

const target = /^CloudTrail_20131101\.(GetTrail|GetTrailStatus)$/;

/** CloudTrail, in AWS JSON 1.1. */
export const cloudTrail: Service = {
  read({ headers, body }, aws) {
    const operation = target.exec(headers["x-amz-target"] ?? "")?.[1];
    if (operation === undefined) return undefined;
    const { Name: arn = "" } = JSON.parse(body) as { Name?: string };
    return {
      action: `cloudtrail:${operation}`,
      resource: arn,
      answer: async () => {
        const trail = aws.trails.get(arn);
        if (!trail) return this.refuse(400, "TrailNotFoundException", `Unknown trail: ${arn}`);
        return json(200, operation === "GetTrail" ? told(trail) : await statusOf(trail, aws));
      },
    };
  },
  refuse: (status, code, message) => json(status, { __type: code, message }),
};

function told({ name, arn, bucket, prefix }: Trail): object {
  return { Trail: { Name: name, TrailARN: arn, S3BucketName: bucket, S3KeyPrefix: prefix } };
}

async function statusOf(trail: Trail, aws: Aws): Promise<object> {
  const bucket = aws.buckets.get(trail.bucket);
  const refused =
    bucket === undefined
      ? "NoSuchBucket"
      : trail.logging && (await isRefused(trail, bucket, aws))
        ? "AccessDenied"
        : undefined;
  return {
    IsLogging: trail.logging,
    LatestDeliveryError: refused,
    LatestDeliveryTime: newest(bucket, "/CloudTrail/"),
    LatestDigestDeliveryTime: newest(bucket, "/CloudTrail-Digest/"),
  };
}

async function isRefused(trail: Trail, bucket: Bucket, aws: Aws): Promise<boolean> {
  const folder = trail.prefix === undefined ? "" : `${trail.prefix}/`;
  const key = `${folder}AWSLogs/${aws.accountId}/CloudTrail/next.json.gz`;
  return (await putRefusal(bucket, key, { trail: trail.arn }, aws)) !== undefined;
}

/** When an object came last whose key has a folder, in seconds. */
function newest(bucket: Bucket | undefined, folder: string): number | undefined {
  const times = [...(bucket?.objects ?? [])]
    .filter(([key]) => key.includes(folder))
    .map(([, { lastModified }]) => lastModified.getTime() / 1000);
  return times.length === 0 ? undefined : Math.max(...times);
}

function json(status: number, body: object): Reply {
  return { status, type: "application/x-amz-json-1.1", body: JSON.stringify(body) };
}
