import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { ReportData } from "./data";

/** The page's own scripts, in the order in which they run: each may use those before it. */
const scripts = [
  "elements",
  "text",
  "filter",
  "theme",
  "totals",
  "charts",
  "findings",
  "tables",
  "files",
  "main",
];

/**
 * One HTML page that shows the data and needs nothing else. Its policy lets the scripts and styles of this version run
 * by their hashes and nothing else, fetches nothing and sends nothing.
 */
export function reportHtml(data: ReportData): string {
  const styles = [uPlotFile("dist/uPlot.min.css"), pageFile("page.css")];
  const code = [uPlotCode(), ...scripts.map((name) => pageFile(`${name}.js`))];
  const parts: Record<string, string> = {
    policy: policyOf(code, styles),
    styles: styles.map((style) => `<style>${style}</style>`).join("\n"),
    data: jsonInHtml(data),
    scripts: code.map((script) => `<script>${script}</script>`).join("\n"),
  };
  // Only the page is looked through for places, never what is put into them.
  return pageFile("page.html").replace(/\{\{(\w+)\}\}/g, (_, name: string) => parts[name] ?? "");
}

/**
 * JSON as the text of a script element. There `</script` would end it and `<!--` would hide its end, whatever quotes
 * stand around them, so no `<` is left. Source: HTML, "Restrictions for contents of script elements".
 */
function jsonInHtml(value: unknown): string {
  return JSON.stringify(value).replace(/</g, "\\u003c");
}

function policyOf(code: readonly string[], styles: readonly string[]): string {
  const hashes = (texts: readonly string[]): string =>
    texts.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`).join(" ");
  return [
    "default-src 'none'",
    `script-src ${hashes(code)}`,
    `style-src ${hashes(styles)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

/** The charts' library with its licence, which asks to go with it. */
function uPlotCode(): string {
  return `/*!\n${uPlotFile("LICENSE").trim()}\n*/\n${uPlotFile("dist/uPlot.iife.min.js")}`;
}

function uPlotFile(name: string): string {
  return readFileSync(path.join(path.dirname(require.resolve("uplot/package.json")), name), "utf8");
}

function pageFile(name: string): string {
  return readFileSync(path.join(__dirname, "page", name), "utf8");
}
