import { type Json, deniedCall } from "../logFiles";

/** Texts that would be more than texts, if anything took them for markup, code, a place in the page or a direction. */
export const hostile = [
  "</script><script>window.owned = 1</script>",
  "<!--<script>",
  '"><img src=x onerror="window.owned = 1">',
  "<svg/onload=window.owned=1>",
  "javascript:window.owned=1",
  "{{data}}{{scripts}}",
  "$& $' $`",
  "__proto__",
  "\u202egnp.exe\u2028\u0000\u001b[31m",
].join(" ");

/** An event of which every text is hostile that may be. */
export function hostileEvent(id: string): Record<string, Json> {
  return deniedCall(id, {
    eventTime: "2024-05-01T13:30:00Z",
    eventName: hostile,
    eventSource: hostile,
    awsRegion: hostile,
    sourceIPAddress: hostile,
    userAgent: hostile,
    errorCode: `AccessDenied ${hostile}`,
    errorMessage: hostile,
    recipientAccountId: hostile,
    userIdentity: { type: "IAMUser", arn: `arn:aws:iam::111122223333:user/${hostile}` },
    requestParameters: { bucketName: hostile, [hostile]: hostile },
  });
}

/** A detection of one's own that finds the hostile event, and of which every text is hostile that may be. */
export const hostileDetection = `/*
id: hostile
title: ${JSON.stringify(hostile.slice(0, 80))}
description: ${JSON.stringify(`Detects ${printable(hostile)}.`)}
severity: info
falsePositives: [${JSON.stringify(printable(hostile))}]
blindSpots: [${JSON.stringify(printable(hostile))}]
references: ['https://example.com/"><img/src=x/onerror="window.owned=1">', "https://example.com/</script>"]
*/
-- ${hostile}
select * from cloudtrail where eventID = 'h' and '${hostile.replaceAll("'", "''")}' is not null
`;

/** The text without what a header refuses: characters that do not show. */
export function printable(text: string): string {
  return text.replace(/[^ -~]/g, "");
}
