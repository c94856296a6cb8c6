import { expect } from "chai";
import type { SourceFile } from "../../../cli/sources/sourceFile";
import { Settled } from "../../../cli/watch/settled";

const start = Date.parse("2026-03-17T12:00:00Z");

function file(name: string, size: number, modified: number, sourceTag?: string): SourceFile {
  return {
    name,
    size,
    lastModified: new Date(start + modified),
    ...(sourceTag === undefined ? {} : { sourceTag }),
    open: () => {
      throw new Error("Nothing is read.");
    },
  };
}

describe("A file that is watched", () => {
  const look = (settled: Settled, at: number, ...files: SourceFile[]): string[] => {
    const toRead = settled.toRead(files, start + at);
    settled.done(toRead);
    return toRead.map(({ name }) => name);
  };

  it("is read once more when it could not be", () => {
    const settled = new Settled(1000);
    const files = [file("a", 5, -1000)];
    expect(settled.toRead(files, start)).to.deep.equal(files);
    expect(look(settled, 100, ...files)).to.deep.equal(["a"]);
    expect(look(settled, 200, ...files)).to.deep.equal([]);
  });

  it("is read at once when it has been as it is for a while", () => {
    expect(look(new Settled(1000), 0, file("old", 5, -1000), file("new", 5, -999))).to.deep.equal([
      "old",
    ]);
  });

  it("is read when two looks so far apart found it the same", () => {
    const settled = new Settled(1000);
    expect(look(settled, 0, file("a", 5, 0))).to.deep.equal([]);
    expect(look(settled, 999, file("a", 5, 0))).to.deep.equal([]);
    expect(look(settled, 1000, file("a", 5, 0))).to.deep.equal(["a"]);
    expect(look(settled, 2000, file("a", 5, 0))).to.deep.equal([]);
  });

  it("waits while it grows, and is read once", () => {
    const settled = new Settled(1000);
    expect(look(settled, 0, file("a", 1, 0))).to.deep.equal([]);
    expect(look(settled, 900, file("a", 2, 900))).to.deep.equal([]);
    expect(look(settled, 1800, file("a", 3, 1800))).to.deep.equal([]);
    expect(look(settled, 2800, file("a", 3, 1800))).to.deep.equal(["a"]);
    expect(look(settled, 3800, file("a", 3, 1800))).to.deep.equal([]);
  });

  it("is read again when it has changed after all", () => {
    const settled = new Settled(1000);
    expect(look(settled, 0, file("a", 1, -5000))).to.deep.equal(["a"]);
    expect(look(settled, 100, file("a", 2, 50))).to.deep.equal([]);
    expect(look(settled, 1100, file("a", 2, 50))).to.deep.equal(["a"]);
  });

  it("settles by our clock when its own is ahead", () => {
    const settled = new Settled(1000);
    expect(look(settled, 0, file("a", 1, 3_600_000))).to.deep.equal([]);
    expect(look(settled, 1000, file("a", 1, 3_600_000))).to.deep.equal(["a"]);
  });

  it("does not wait where its place tells its content, as S3 does", () => {
    const settled = new Settled(1000);
    expect(look(settled, 0, file("a", 1, 0, "one"))).to.deep.equal(["a"]);
    expect(look(settled, 100, file("a", 1, 0, "one"))).to.deep.equal([]);
    expect(look(settled, 200, file("a", 1, 0, "two"))).to.deep.equal(["a"]);
  });

  it("is new again when it had gone", () => {
    const settled = new Settled(1000);
    expect(look(settled, 0, file("a", 1, -5000))).to.deep.equal(["a"]);
    expect(look(settled, 100)).to.deep.equal([]);
    expect(look(settled, 200, file("a", 1, -5000))).to.deep.equal(["a"]);
  });
});
