/** Where a trail lives: the ARN is predictable from this before the trail exists. */
export interface TrailIdentity {
  partition: string;
  region: string;
  accountId: string;
  name: string;
}

/** The ARN of a trail. A name that is an ARN already is returned as it is. */
export function trailArn({ partition, region, accountId, name }: TrailIdentity): string {
  return name.startsWith("arn:")
    ? name
    : `arn:${partition}:cloudtrail:${region}:${accountId}:trail/${name}`;
}

/** The account that owns a trail, which is the one under whose folder its own events are delivered. */
export function trailAccount(arn: string): string {
  const [, , , , account = ""] = arn.split(":");
  return account;
}
