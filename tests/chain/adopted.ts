import { Sandbox } from "../../sandbox/sandbox";
import { Deployed } from "./deployed";
import { logKey, rootSigningIn } from "./events";
import * as settings from "./settings";
import type { Settings } from "./settings";

/** Where the bucket is. */
export const region = "eu-west-1";

/** A bucket that exists. */
export const bucketName = "example-logs";

/** An entry of others among the notifications of the bucket. */
export const theirs = {
  id: "theirs",
  to: `arn:aws:lambda:${region}:111122223333:function:example`,
  events: ["s3:ObjectCreated:*"],
  filterPrefix: "reports/",
};

type Choice = Parameters<typeof settings.eventNotifications>[0];

/** A stack on a bucket that exists, in which others have an entry. */
export async function adopting(choice: Choice, more: Settings = {}): Promise<Deployed> {
  const sandbox = new Sandbox({ region });
  sandbox.given.bucket(bucketName);
  sandbox.given.notification(bucketName, theirs);
  const config = {
    ...settings.disabledDetections(...settings.detectionsOn),
    ...settings.ownBucket(bucketName),
    ...settings.eventNotifications({ configuration: "merge", ...choice }),
    ...more,
  };
  const deployed = await Deployed.as({ sandbox, config });
  // EventBridge hears of a bucket only then.
  await sandbox.advance(300);
  return deployed;
}

let files = 0;

/** A log file with one event, each time another. */
export function another(): [key: string, body: Uint8Array] {
  files += 1;
  const id = String(files).padStart(12, "0");
  const body = rootSigningIn(`00000000-0000-4000-8000-${id}`);
  return [logKey.replace("Ab1Cd2Ef3Gh4Ij5K", `file${id}`), body];
}
