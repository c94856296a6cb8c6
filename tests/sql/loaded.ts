import { gzipSync } from "node:zlib";
import { Engine, type StagedFile } from "../../engine";
import { readCatalogue, type Catalogue } from "../../sql/catalogue";

/** A COPY of staged files into a raw table. */
const copyInto = (
  table: string,
): string => `copy into ${table} (record, file_name, file_last_modified, loaded_at, log_source)
from (
    select
        $1,
        metadata$filename,
        metadata$file_last_modified,
        convert_timezone('UTC', metadata$start_scan_time)::timestamp_ntz,
        's3://example-logs/AWSLogs/'
    from @logs
)
file_format = (type = json)
on_error = skip_file`;

/** A COPY of staged files into the raw table of events. */
export const copy = copyInto("cloudtrail_raw");

/** One log file with these elements under `Records`. */
export function logFile(records: readonly unknown[], name = "AWSLogs/file.json.gz"): StagedFile {
  return logFileOf(JSON.stringify({ Records: records }), name);
}

/** One log file with this text. */
export function logFileOf(text: string, name = "AWSLogs/file.json.gz"): StagedFile {
  return { name, lastModified: new Date("2026-03-17T09:05:00Z"), body: gzipSync(text) };
}

/** An engine with these files of Insights events loaded, and the view over them. */
export async function loadedInsights(files: readonly StagedFile[]): Promise<Engine> {
  const engine = await Engine.open();
  await load(engine, "CLOUDTRAIL_INSIGHTS_RAW", files);
  await engine.createView("CLOUDTRAIL_INSIGHTS", readCatalogue().insights.statement);
  return engine;
}

async function load(engine: Engine, table: string, files: readonly StagedFile[]): Promise<void> {
  await engine.createTable(table, [
    { name: "RECORD", type: "VARIANT", label: "record" },
    { name: "FILE_NAME", type: "VARCHAR", label: "file_name" },
    { name: "FILE_LAST_MODIFIED", type: "TIMESTAMP_NTZ", label: "file_last_modified" },
    { name: "LOADED_AT", type: "TIMESTAMP_NTZ", label: "loaded_at" },
    { name: "LOG_SOURCE", type: "VARCHAR", label: "log_source" },
  ]);
  const result = await engine.copyInto(copyInto(table), files);
  const skipped = result.files.find(({ status }) => status === "skipped");
  if (skipped) throw new Error(JSON.stringify(skipped));
}

/** An engine with these files loaded and with every view of the catalogue over events. */
export async function loaded(
  files: readonly StagedFile[],
  catalogue: Catalogue = readCatalogue(),
): Promise<Engine> {
  const engine = await Engine.open();
  await load(engine, "CLOUDTRAIL_RAW", files);
  await engine.createView("CLOUDTRAIL", catalogue.cloudtrail.statement);
  for (const { statement } of catalogue.functions) await engine.createFunction(statement);
  for (const { viewName, statement } of [...catalogue.lists, ...catalogue.detections]) {
    await engine.createView(viewName, statement);
  }
  await engine.createView("FINDINGS", catalogue.findings);
  await engine.createView("SUPPRESSED", catalogue.suppressed);
  return engine;
}
