import { expect } from "chai";
import { statSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { divide, undivided, type Group } from "../../../cli/load/divide";
import type { ExaminedFile } from "../../../cli/load/examine";
import { TestFolder, quietEvent } from "../logFiles";

describe("local: dividing files that failed together", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  function examined(name: string, content: string | Uint8Array): ExaminedFile {
    const path = folder.write(name, content);
    const { size, mtime } = statSync(path);
    const isGzip = name.endsWith(".gz");
    return { path, size, lastModified: mtime, contentTag: name, isGzip, rawSize: size };
  }

  const log = (id: string): string => JSON.stringify({ Records: [quietEvent(id)] });
  const names = (groups: readonly Group[]): string[][] =>
    groups.map(({ files }) => files.map(({ contentTag }) => contentTag));
  const naming = (file: ExaminedFile): Error =>
    new Error(`Invalid Input Error: Malformed JSON in file "${file.path}", at byte 1`);
  const silent = new Error("Invalid Input Error: something is wrong somewhere");

  it("the file that the message names is tried alone, and the others together", async () => {
    const [a, b, c] = [examined("a", log("a")), examined("b", log("b")), examined("c", log("c"))];
    expect(names(await divide(undivided([a, b, c]), naming(b)))).to.deep.equal([["b"], ["a", "c"]]);
  });

  it("after three files that were named, the rest is read strictly: the bad are tried alone", async () => {
    const bad = Array.from({ length: 4 }, (_, at) => examined(`bad-${at}`, "{"));
    const good = [examined("good-1", log("1")), examined("good-2", log("2"))];
    let rest = undivided([...bad, ...good]);
    for (const file of bad.slice(0, 3)) rest = (await divide(rest, naming(file)))[1]!;
    expect(names([rest])).to.deep.equal([["bad-3", "good-1", "good-2"]]);
    expect(names(await divide(rest, naming(good[0]!)))).to.deep.equal([
      ["bad-3"],
      ["good-1", "good-2"],
    ]);
  });

  it("a message without a name leads to the strict reading at once", async () => {
    const files = [examined("good", log("1")), examined("bad", '{"Records":')];
    expect(names(await divide(undivided(files), silent))).to.deep.equal([["bad"], ["good"]]);
  });

  it("the strict reading corrects a size that the gzip trailer told wrongly", async () => {
    const text = log("x");
    const members = [gzipSync(text.slice(0, -20)), gzipSync(text.slice(-20))];
    const file = examined("members.gz", Buffer.concat(members));
    const [group] = await divide(undivided([file, examined("plain", log("1"))]), silent);
    expect(group?.files.map(({ rawSize }) => rawSize)).to.deep.equal([text.length, text.length]);
  });

  it("files that a strict reading accepts are divided in halves, and no more read", async () => {
    const files = ["a", "b", "c"].map((name) => examined(name, log(name)));
    const halves = await divide(undivided(files), silent);
    expect(names(halves)).to.deep.equal([["a", "b"], ["c"]]);
    folder.write("a", "{");
    expect(names(await divide(halves[0]!, silent))).to.deep.equal([["a"], ["b"]]);
  });
});
