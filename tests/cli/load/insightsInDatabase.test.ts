import { expect } from "chai";
import { pack } from "tar-stream";
import { folderOf, placesSelect, rows, unusual } from "../insightsLogs";
import { TestFolder, quietEvent, snowtrail, withoutDetections, type Json } from "../logFiles";

describe("local: Insights events in a database", () => {
  let folder: TestFolder;
  let db: string;
  beforeEach(() => {
    folder = new TestFolder();
    db = folder.at("events.duckdb");
  });
  afterEach(() => {
    folder.remove();
  });

  const detect = (...args: string[]): ReturnType<typeof snowtrail> =>
    snowtrail(["detect", ...args, "--db", db, ...withoutDetections]);
  const kept = (): Promise<unknown[][]> => rows(placesSelect, "--db", db);

  it("are there once, however often their files are loaded", async () => {
    folder.log("logs/a.json", [quietEvent("q"), unusual("i")]);
    await detect(folder.at("logs"));
    const once = await kept();
    expect(once).to.have.length(2);
    const again = await detect(folder.at("logs"));
    expect(again.stdout).to.match(/^files +1 found: 0 loaded, 1 loaded before$/m);
    expect(await kept()).to.deep.equal(once);
  });

  it("are replaced with their file, by events or by others of their kind", async () => {
    folder.log("logs/a.json", [unusual("i"), unusual("j")]);
    folder.log("logs/b.json", [quietEvent("q")]);
    await detect(folder.at("logs"));
    folder.log("logs/a.json", [quietEvent("r")]);
    folder.log("logs/b.json", [unusual("k")]);
    await detect(folder.at("logs"));
    expect(await kept()).to.deep.equal([
      ["event", "a.json", "r"],
      ["insight", "b.json", "k"],
    ]);
    folder.log("logs/b.json", [unusual("l"), quietEvent("s")]);
    await detect(folder.at("logs"));
    expect(await kept()).to.deep.equal([
      ["event", "a.json", "r"],
      ["event", "b.json", "s"],
      ["insight", "b.json", "l"],
    ]);
  });

  it("are counted with the events, and those that were delivered twice", async () => {
    folder.log("logs/a.json", [quietEvent("q"), unusual("i"), unusual("j")]);
    folder.log(`logs/${folderOf("CloudTrail-Insight")}b.json`, [unusual("i")]);
    const said =
      /^events +4; 1 of them delivered more than once\ninsights +3 of the events: select \* from cloudtrail_insights/m;
    expect((await detect(folder.at("logs"))).stdout).to.match(said);
    const alone = await snowtrail(["detect", folder.at("logs"), ...withoutDetections]);
    expect(alone.stdout).to.match(said);
    folder.log("logs/c.json", [unusual("j")]);
    expect((await detect(folder.at("logs"))).stdout).to.match(
      /^events +1, 5 with those loaded before; 2 of them delivered more than once$/m,
    );
  });

  describe("of a file that is too large to be held back", () => {
    const padding = "x".repeat(20_000);
    const count = 2000;
    const large = (prefix: string): Json[] =>
      Array.from({ length: count }, (_, at) =>
        at % 100 === 50
          ? unusual(`${prefix}${at}`)
          : quietEvent(`${prefix}${at}`, { userAgent: padding }),
      );
    const text = (prefix: string): string => JSON.stringify({ Records: large(prefix) });
    const counts = async (): Promise<unknown> => {
      const [row] = await rows(
        `select (select count(*) from cloudtrail), (select count(*) from cloudtrail_insights),
          (select count(*) from cloudtrail_insights_raw, lateral flatten(input => record:Records)
            where value:eventID::string like '%' || index)`,
        ...["--db", db],
      );
      return row;
    };

    it("are there whole and once, and are replaced with it", async () => {
      folder.write("logs/a.json", text("a"));
      await detect(folder.at("logs"));
      await detect(folder.at("logs"));
      expect(await counts()).to.deep.equal([count - 20, 20, 20]);
      folder.write("logs/a.json", text("b"));
      expect((await detect(folder.at("logs"))).stdout).to.match(/^changed +1 /m);
      expect(await counts()).to.deep.equal([count - 20, 20, 20]);
      expect(
        await rows("select count(*) from cloudtrail_insights where eventID like 'a%'", "--db", db),
      ).to.deep.equal([[0]]);
    });

    it("are not there when it turns out to be damaged, and those before it stay", async () => {
      folder.write("logs/a.json", text("a").slice(0, -1));
      expect((await detect(folder.at("logs"))).status).to.equal(3);
      expect(await counts()).to.deep.equal([0, 0, 0]);
      folder.log("logs/a.json", [unusual("i0")]);
      await detect(folder.at("logs"));
      folder.write("logs/a.json", text("a").slice(0, -1));
      expect((await detect(folder.at("logs"))).status).to.equal(3);
      expect(await counts()).to.deep.equal([0, 1, 1]);
    });

    it("are taken back with the damaged member of an archive, and no others", async () => {
      const archive = pack();
      archive.entry({ name: "a.json" }, JSON.stringify({ Records: [unusual("first0")] }));
      archive.entry({ name: "b.json" }, text("b").slice(0, -1));
      archive.entry({ name: "c.json" }, JSON.stringify({ Records: [unusual("last1")] }));
      archive.finalize();
      const chunks: Buffer[] = [];
      for await (const chunk of archive) chunks.push(chunk as Buffer);
      folder.write("logs/a.tar", Buffer.concat(chunks));
      expect((await detect(folder.at("logs"))).status).to.equal(3);
      expect(await counts()).to.deep.equal([0, 2, 2]);
    });
  });
});
