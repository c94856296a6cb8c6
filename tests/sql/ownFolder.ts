import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Calls `use` with a temporary folder that holds these files. */
export function withFolder<T>(files: Record<string, string>, use: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), "snowtrail-detections-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The file of a small detection, which a test changes where it matters. */
export function detectionFile(
  id: string,
  { title = "An example", select = "select * from cloudtrail where eventName = 'X'" } = {},
): string {
  return `/*
id: ${id}
title: ${JSON.stringify(title)}
description: Detects an example.
severity: low
attack: { version: "18", techniques: [T1078] }
cis: {}
falsePositives: [Tests.]
blindSpots: [Everything else.]
references: [https://example.com/]
status: experimental
*/
${select}
`;
}
