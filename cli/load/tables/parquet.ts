import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createInterface } from "node:readline";
import { literal, type Session } from "../../../engine";
import { inScratchFile } from "../unpack/scratchFile";
import type { Bytes } from "../unpack/bytes";
import { TextError } from "../textError";
import { eventOf, type Row } from "./event";
import { inLines } from "./lines";
import { areOfEvents } from "./names";

/** Rows that a byte of the file may hold. One that is nothing but a repetition would cost a minute for each kilobyte. */
const rowsPerByte = 1;

/** The rows of a Parquet file as events, one a line. @throws TextError when it is broken or no table of events. */
export function parquetEvents(file: Bytes, session: Session): AsyncGenerator<Buffer> {
  return inScratchFile(file, (parquet) => inLines(eventsOf(parquet, session)));
}

async function* eventsOf(parquet: string, session: Session): AsyncGenerator<string> {
  const source = `read_parquet(${literal(parquet)})`;
  const json = `${parquet}.jsonl`;
  try {
    const columns = await session.rows(`describe select * from ${source}`);
    if (!areOfEvents(columns.map(([name]) => String(name)))) {
      throw new TextError("a Parquet file whose columns are not those of events");
    }
    const [count] = await session.rows(
      `select num_rows from parquet_file_metadata(${literal(parquet)})`,
    );
    if (Number(count?.[0]) > rowsPerByte * (await stat(parquet)).size) {
      throw new TextError("it unpacks to more rows than it has bytes, as no log does");
    }
    // Through a file: the connection has its hands full with what was read before.
    await session.run(`copy (select * from ${source}) to ${literal(json)} (format json)`);
  } catch (error) {
    if (error instanceof TextError || !isAboutParquet(error)) throw error;
    throw new TextError("the Parquet file is damaged");
  }
  for await (const line of createInterface({ input: createReadStream(json) })) {
    yield eventOf(JSON.parse(line) as Row);
  }
}

function isAboutParquet(error: unknown): boolean {
  return (
    error instanceof Error && /parquet|Invalid Input|Conversion|Snappy|ZSTD/i.test(error.message)
  );
}
