import { expect } from "chai";
import { closeSync, copyFileSync, openSync, statSync, truncateSync, writeSync } from "node:fs";
import { TestFolder, quietEvent, snowtrail } from "./logFiles";

describe("a damaged database", () => {
  let folder: TestFolder;
  let sound: string;
  before(async () => {
    folder = new TestFolder();
    sound = folder.at("sound.duckdb");
    // Texts that nothing can pack, so that the file is more than its headers.
    const noise = (at: number): string =>
      Array.from({ length: 40 }, (_, n) => ((at + 1) * (n + 7) * 2654435761).toString(36)).join("");
    folder.log(
      "logs/a.json",
      Array.from({ length: 3000 }, (_, at) => quietEvent(`q${at}`, { userAgent: noise(at) })),
    );
    await snowtrail(["detect", folder.at("logs"), "--db", sound]);
  });
  after(() => {
    folder.remove();
  });

  /** A copy of the database that something has happened to. */
  const damaged = (damage: (file: string, size: number) => void): string => {
    const file = folder.at("damaged.duckdb");
    copyFileSync(sound, file);
    damage(file, statSync(file).size);
    return file;
  };
  const overwritten = (places: (size: number) => number[]): string =>
    damaged((file, size) => {
      const descriptor = openSync(file, "r+");
      for (const place of places(size)) {
        writeSync(descriptor, Buffer.alloc(64, 0xa5), 0, 64, place);
      }
      closeSync(descriptor);
    });
  /** A place in each of DuckDB's blocks but the first, which stand behind three headers of 4 KB. */
  const inBlocks = (size: number): number[] => {
    const places = [];
    for (let at = 12_288 + 262_144 + 100; at < size; at += 262_144) places.push(at);
    return places;
  };
  const cutOff = (length: (size: number) => number): string =>
    damaged((file, size) => truncateSync(file, Math.floor(length(size))));

  const cases: [string, () => string][] = [
    ["in its first header", () => overwritten(() => [16])],
    ["in its second header", () => overwritten(() => [4096 + 20])],
    ["in its first block", () => overwritten(() => [12_288 + 100])],
    ["in the blocks of the events", () => overwritten(inBlocks)],
    ["cut off in a header", () => cutOff(() => 5000)],
    ["cut off in a block", () => cutOff((size) => size / 2)],
    ["cut off near its end", () => cutOff((size) => size - 10_000)],
  ];
  for (const [name, make] of cases) {
    it(`${name} is told as such, with what to do and without "defect"`, async () => {
      const db = make();
      for (const command of [
        ["query", "select max(length(record::string)), max(userAgent) from cloudtrail"],
        ["detect", folder.at("logs")],
      ]) {
        const ran = await snowtrail([...command, "--db", db]);
        expect(ran.status).to.equal(2);
        expect(ran.stderr)
          .to.match(/^snowtrail: The database.* is damaged or cut off: /)
          .and.match(/Load the log files into a new file/)
          .and.not.match(/defect/);
      }
    });
  }
});
