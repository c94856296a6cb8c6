import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { QueryError, SqlError } from "../../engine";
import { readCatalogue } from "../../sql/catalogue";
import { counted, number } from "../output/numbers";
import { shortPath } from "../output/shortPath";
import type { Terminal } from "../output/terminal";
import { UnwrittenError } from "../output/unwrittenError";
import { UsageError } from "../output/usageError";
import { visible } from "../output/visibleText";
import { importRules, type Imported, type ImportResult } from "../sigma/importRules";
import { isAsWritten } from "../sigma/rule/detectionText";
import type { Refused, SigmaFile } from "../sigma/rule/document";
import { discover } from "../sources/discover";
import type { SourceFile } from "../sources/sourceFile";
import { withWarehouse } from "../warehouse/withWarehouse";
import { exitStatus } from "./exitStatus";

export interface ImportSigmaOptions {
  /** The folder that the detections are written to. It is made where there is none. */
  out: string;
}

/** The bytes of the largest file that is read. Rules are a thousand times smaller. */
const largest = 4_000_000;

/**
 * Writes Sigma rules as detections.
 *
 * @param paths Files, and folders of which the files of YAML are read.
 * @returns The exit status: incomplete when a rule could not be expressed or a file not be read.
 */
export async function importSigma(
  paths: readonly string[],
  { out }: ImportSigmaOptions,
  { stdout, stderr, signal }: Terminal,
): Promise<number> {
  const { files, unread } = await readFiles(paths);
  if (files.length === 0 && unread.length === 0) {
    throw new UsageError(
      `There is no file of YAML (.yml, .yaml) under ${paths.join(", ")}. Name files or folders with Sigma rules.`,
    );
  }
  await writing(out, () => mkdir(out, { recursive: true }));
  const result = importRules(files);
  const checked = await refuseWhatFails(result.detections, signal);
  const { written, kept } = await writeAll(checked.detections, out);
  const refused = [...unread, ...result.refused, ...checked.refused, ...kept];
  for (const each of refused) await stderr.write(`${visible(refusalLine(each))}\n`);
  await stdout.write(`${summary(result, written, refused.length, out).map(visible).join("\n")}\n`);
  return refused.length > 0 ? exitStatus.incomplete : exitStatus.ok;
}

async function readFiles(
  paths: readonly string[],
): Promise<{ files: SigmaFile[]; unread: Refused[] }> {
  const { files, problems } = await discover(paths);
  const named = new Set(paths.map((each) => path.basename(each)));
  const yaml = files.filter(({ name }) => /\.ya?ml$/i.test(name) || named.has(path.basename(name)));
  const read: SigmaFile[] = [];
  const unread: Refused[] = problems.map(({ path: file, reason }) => ({
    file,
    reason: `${reason}.`,
  }));
  for (const file of yaml) {
    const text = await textOf(file);
    if (typeof text === "string") read.push({ name: file.name, text });
    else unread.push({ file: file.name, reason: text.reason });
  }
  return { files: read, unread };
}

async function textOf(file: SourceFile): Promise<string | { reason: string }> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of file.open()) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > largest) return { reason: "it is too large for a rule." };
    }
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    if (error instanceof TypeError) return { reason: "it is not UTF-8 text. Save it as UTF-8." };
    return {
      reason: `it cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    };
  }
}

/** Runs each statement over no events, beside no others: one that failed later would take FINDINGS with it. */
async function refuseWhatFails(
  detections: readonly Imported[],
  signal: AbortSignal,
): Promise<{ detections: Imported[]; refused: Refused[] }> {
  const refused: Refused[] = [];
  const runnable: Imported[] = [];
  if (detections.length === 0) return { detections: runnable, refused };
  const shipped = readCatalogue().detections.map(({ id }) => id);
  const catalogue = readCatalogue({ disabledDetections: shipped });
  const where = { db: undefined, readOnly: false, catalogue, signal };
  await withWarehouse(where, async (warehouse) => {
    await warehouse.ready();
    for (const detection of detections) {
      try {
        await warehouse.engine.query(detection.statement);
        runnable.push(detection);
      } catch (error) {
        if (!(error instanceof SqlError || error instanceof QueryError)) throw error;
        const { file, title } = detection;
        refused.push({ file, title, reason: `its SQL cannot run: ${error.message}` });
      }
    }
  });
  return { detections: runnable, refused };
}

/** Writes the files of detections, and keeps those that somebody else wrote or changed. */
async function writeAll(
  detections: readonly Imported[],
  out: string,
): Promise<{ written: number; kept: Refused[] }> {
  const kept: Refused[] = [];
  for (const { id, text, file, title } of detections) {
    const target = path.join(out, `${id}.sql`);
    await writing(target, async () => {
      const found = await readFile(target, "utf8").catch((error: unknown) => {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
        throw error;
      });
      if (found === undefined || isAsWritten(found)) await writeFile(target, text);
      else {
        const reason = `${shortPath(target)} is there already and was changed, or is not from import-sigma. Move it away, or write to another folder.`;
        kept.push({ file, title, reason });
      }
    });
  }
  return { written: detections.length - kept.length, kept };
}

async function writing(what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw error instanceof Error ? new UnwrittenError(`"${what}"`, error) : error;
  }
}

function refusalLine({ file, title, reason }: Refused): string {
  const rule = title === undefined ? "" : `, "${title}"`;
  return `${shortPath(file)}${rule}: ${reason}`;
}

function summary(
  { elsewhere, correlated, filters }: ImportResult,
  written: number,
  refused: number,
  out: string,
): string[] {
  const others = [...elsewhere].sort(([a], [b]) => (a < b ? -1 : 1));
  const total = others.reduce((sum, [, count]) => sum + count, 0);
  const sources = others.map(([source, count]) => `${source} ${number(count)}`).join(", ");
  return [
    `${counted(written, "rule")} written to ${out}, ${number(refused)} refused, ${number(total)} not for CloudTrail${total > 0 ? ` (${sources})` : ""}`,
    ...(correlated > 0 ? [`${counted(correlated, "rule")} in correlations alone`] : []),
    ...(filters > 0 ? [`${counted(filters, "filter")} in the rules that they are for`] : []),
  ];
}
