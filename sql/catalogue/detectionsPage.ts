import { writeFileSync } from "node:fs";
import path from "node:path";
import { readCatalogue } from "./catalogue";
import { type Detection, gravestFirst } from "./detection";
import { techniquePage } from "./technique";

const intro = `# The detections

<!-- Written by \`npm run docs\` from the headers under sql/detections/. Change those. -->

Each is a view of the name below, and one more branch of \`FINDINGS\`, which tells beside the event \`ACTOR\` (who acted),
\`TARGET\` (what it was done to) and \`FIRST_SEEN_IN\` (the file of the first delivery). The comment above each query tells
what it counts, what it leaves out, and why.
`;

/** The page of the documentation that lists the detections, the gravest first. */
export function detectionsPage(detections: readonly Detection[]): string {
  const sorted = [...detections].sort((a, b) => gravestFirst(a.severity, b.severity));
  return [intro, ...sorted.map(section)].join("\n");
}

function section(detection: Detection): string {
  const { title, viewName, severity, status, description, attack, cis, id } = detection;
  const controls = Object.entries(cis).map(([version, control]) => `${control} (v${version})`);
  return `## ${title}

\`${viewName}\` · ${severity} · ${status} · [${id}.sql](../sql/detections/${id}.sql)

${description}

- MITRE ATT&CK${attack ? ` v${attack.version}: ${attack.techniques.map(technique).join(", ")}` : ": no technique"}
- CIS AWS Foundations: ${controls.join(", ") || "no control"}

Fires without harm:

${list(detection.falsePositives)}

Does not see:

${list(detection.blindSpots)}

Read on:

${list(detection.references.map((address) => `<${address}>`))}
`;
}

const technique = (id: string): string => `[${id}](${techniquePage(id)})`;

const list = (sentences: readonly string[]): string =>
  sentences.map((sentence) => `- ${sentence}`).join("\n");

if (require.main === module) {
  writeFileSync(
    path.join(__dirname, "../../docs/detections.md"),
    detectionsPage(readCatalogue().detections),
  );
}
