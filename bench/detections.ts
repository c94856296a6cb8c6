import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Writes a folder of detections that are alike in cost to those that are shipped: nine of ten are a condition on the event
 * alone, and each tenth counts events in a window of time. Nearly all of them find nothing, as in an ordinary account.
 */
export function writeDetections(folder: string, count: number): string {
  mkdirSync(folder, { recursive: true });
  for (let at = 0; at < count; at += 1) {
    const id = `generated_${String(at).padStart(3, "0")}`;
    writeFileSync(path.join(folder, `${id}.sql`), textOf(id, at));
  }
  return folder;
}

const services = ["iam", "ec2", "kms", "s3", "lambda", "rds", "organizations", "guardduty"];

function textOf(id: string, at: number): string {
  const service = services[at % services.length] ?? "iam";
  const window = `
qualify count(*) over (
    partition by userIdentity:arn::string, date_trunc('hour', eventTime)
) >= 10`;
  return `/*
id: ${id}
title: Generated detection ${at}
severity: low
*/
-- Only successes count, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = '${service}.amazonaws.com'
    and eventName in ('Create${id}', 'Update${id}', 'Delete${id}')
    and errorCode is null
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')${at % 10 === 9 ? window : ""}
`;
}
