import { parse } from "yaml";

import { table } from "./table";

interface Setting {
  type: string;
  items?: { type: string };
  description: string;
  default?: unknown;
  secret?: boolean;
}

/** A line of an object's description: `existing (none): Name of …`. */
const key = /^([\w.]+) \((.+?)\): (.+)$/;

/** Every setting of a stack, out of Pulumi.yaml. */
export function settingsPage(project: string): string {
  const { config } = parse(project) as { config: Record<string, Setting> };
  const sections = Object.entries(config).map(([name, setting]) => section(name, setting));
  return `# Settings

Written by \`npm run docs\` from Pulumi.yaml. Set one with \`pulumi config set --path 'snowtrail:<setting>' <value>\`.

${sections.join("\n\n")}
`;
}

function section(name: string, { type, items, description, default: fallback }: Setting): string {
  const lines = description.trim().split("\n");
  const rows = lines.flatMap((line) => {
    const [, path, value, text] = key.exec(line) ?? [];
    return path === undefined || value === undefined || text === undefined
      ? []
      : [[`\`${name}.${path}\``, value, text]];
  });
  const about = lines.filter((line) => !key.test(line)).join("\n");
  const kind = items ? `list of ${items.type}` : type;
  const usual = type === "object" ? "" : `, defaults to ${defaultText(fallback)}`;
  const head = `## ${name}\n\n${kind}${usual}\n\n${about}`;
  return rows.length === 0 ? head : `${head}\n\n${table(["key", "default", "what it is"], rows)}`;
}

function defaultText(value: unknown): string {
  if (value === undefined) return "nothing: it has to be set";
  const text = JSON.stringify(value);
  return text === '""' || text === "[]" ? "none" : `\`${text}\``;
}
