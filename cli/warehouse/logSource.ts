/**
 * DuckDB's expression for where a file was found, by its name: everything up to `AWSLogs/`, which is what the URL of a
 * stage is, or else its folder. Names of local files have the separator of the system's paths.
 *
 * @param fileName The name, as SQL writes it. Defaults to the column FILE_NAME.
 */
export function logSource(fileName = "FILE_NAME"): string {
  return String.raw`regexp_extract(${fileName}, '^(?:(?:.*?[/\\])?AWSLogs[/\\]|.*[/\\])', 0)`;
}
