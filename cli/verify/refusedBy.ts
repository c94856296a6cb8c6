import type { Access } from "./facts";

/** Who refused Snowflake, as its error tells: AWS the role, S3 what the role wanted, or else the integration itself. */
export function refusedBy(error: string): NonNullable<Access["refused"]> {
  if (/\bassuming\b|sts:AssumeRole/i.test(error)) return "role";
  return /access ?denied|not authorized to perform/i.test(error) ? "access" : "integration";
}
