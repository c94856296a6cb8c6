import type { Alike } from "../../../cli/tune/alike";

/** An ARN of a user, or of a role's session: `inventory/i-1`. */
export function arnOf(name: string): string {
  return name.includes("/")
    ? `arn:aws:sts::111122223333:assumed-role/${name}`
    : `arn:aws:iam::111122223333:user/${name}`;
}

/** Findings of somebody, in number. */
export function alike(who: string, findings: number, more: Partial<Alike> = {}): Alike {
  return {
    detection: "unauthorized_api_calls",
    severity: "low",
    actor: who.includes("/") ? `assumed-role/${who}` : `user/${who}`,
    arn: arnOf(who),
    address: undefined,
    target: undefined,
    eventName: undefined,
    day: "2026-03-17",
    findings,
    ...more,
  };
}
