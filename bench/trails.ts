import path from "node:path";
import { type CorpusOptions, writeCorpus } from "./corpus";
import { measure } from "./measure";

/** The trails that scenarios read, each made when the first one asks for it. */
export class Trails {
  private readonly folders = new Map<string, Promise<string>>();
  private readonly databases = new Map<string, Promise<string>>();

  /** @param folder Where they lie. */
  constructor(
    private readonly folder: string,
    private readonly tell: (text: string) => void,
  ) {}

  at(name: string): string {
    return path.join(this.folder, name);
  }

  /** The folder of a trail's files. */
  written(options: CorpusOptions): Promise<string> {
    return once(this.folders, options, async () => {
      const folder = this.at(`trail-${this.folders.size}`);
      const { files, rawBytes, compressedBytes } = await writeCorpus(folder, options);
      const [raw, packed] = [rawBytes, compressedBytes].map((bytes) => Math.round(bytes / 2 ** 20));
      this.tell(`${options.events} events in ${files} files: ${raw} MB, ${packed} MB packed`);
      return folder;
    });
  }

  /** A database that holds a trail. */
  loaded(options: CorpusOptions): Promise<string> {
    return once(this.databases, options, async () => {
      const db = this.at(`trail-${this.databases.size}.duckdb`);
      await measure("snowtrail", { folders: [await this.written(options)], db });
      return db;
    });
  }
}

function once(
  made: Map<string, Promise<string>>,
  options: CorpusOptions,
  make: () => Promise<string>,
): Promise<string> {
  const key = JSON.stringify(options);
  const making = made.get(key) ?? make();
  made.set(key, making);
  return making;
}
