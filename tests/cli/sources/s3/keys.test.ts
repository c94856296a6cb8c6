import { expect } from "chai";
import { readSelection, type SelectionOptions } from "../../../../cli/sources/selection";
import { listKeys } from "../../../../cli/sources/s3/keys";
import type { ListPage, ListRequest } from "../../../../cli/sources/s3/listing";

/** A bucket in memory that answers as S3 does, at most `size` keys and folders a page, and keeps what it was asked. */
class Keys {
  readonly requests: ListRequest[] = [];
  told = 0;
  private readonly keys: string[];

  constructor(
    keys: readonly string[],
    private readonly size = 1000,
  ) {
    this.keys = [...keys].sort();
  }

  readonly list: ListPage = (request) => {
    const { prefix, byFolder = false, after = "", continuation } = request;
    this.requests.push(request);
    const entries: { name: string; isFolder: boolean; last: string }[] = [];
    let isCut = false;
    for (const key of this.keys) {
      if (!key.startsWith(prefix) || key <= (continuation ?? after)) continue;
      const end = byFolder ? key.indexOf("/", prefix.length) : -1;
      const name = end < 0 ? key : key.slice(0, end + 1);
      const last = entries.at(-1);
      if (end >= 0 && last?.name === name) last.last = key;
      else if (entries.length === this.size) {
        isCut = true;
        break;
      } else entries.push({ name, isFolder: end >= 0, last: key });
    }
    this.told += entries.length;
    return Promise.resolve({
      objects: entries
        .filter(({ isFolder }) => !isFolder)
        .map(({ name }) => ({ key: name, size: 1, lastModified: new Date(0), etag: "e" })),
      folders: entries.filter(({ isFolder }) => isFolder).map(({ name }) => name),
      ...(isCut ? { continuation: entries.at(-1)?.last ?? "" } : {}),
    });
  };

  async under(place: string, options: SelectionOptions = {}, digests = false): Promise<string[]> {
    const found: string[] = [];
    const selection = { ...readSelection(options), digests };
    for await (const { key } of listKeys(this.list, place, selection)) found.push(key);
    return found;
  }
}

const [production, staging] = ["111122223333", "444455556666"];
const days = ["2025/12/31", "2026/02/28", "2026/03/01", "2026/03/17", "2026/03/18", "2026/04/01"];

function file(
  folder: string,
  account: string,
  region: string,
  day: string,
  kind = "CloudTrail",
): string {
  const name = `${account}_${kind}_${region}_${day.replaceAll("/", "")}T1200Z_abc.json.gz`;
  return `${folder}${account}/${kind}/${region}/${day}/${name}`;
}

/** A trail with two regions of two accounts, its digests and another service's logs beside it. */
function trail(folder: string): string[] {
  return [production, staging].flatMap((account) => [
    ...["eu-west-1", "us-east-1"].flatMap((region) =>
      days.flatMap((day) => [
        file(folder, account, region, day),
        file(folder, account, region, day, "CloudTrail-Digest"),
        file(folder, account, region, day, "CloudTrail-Insight"),
      ]),
    ),
    `${folder}${account}/CloudTrail/`,
    `${folder}${account}/vpcflowlogs/eu-west-1/2026/03/17/${account}_vpcflowlogs_eu-west-1_x.log.gz`,
  ]);
}

const of = (keys: readonly string[], ...parts: string[]): string[] =>
  keys.filter(
    (key) => /\/CloudTrail\/.*gz$/.test(key) && parts.every((part) => key.includes(part)),
  );

describe("The keys at a place in S3", () => {
  for (const folder of ["AWSLogs/", "AWSLogs/o-exampleorgid/", "some/prefix/AWSLogs/"]) {
    describe(`of a trail in ${folder}`, () => {
      const all = trail(folder);

      it("are those of its events, and no digests, insights or other services' logs", async () => {
        expect(await new Keys(all).under("")).to.deep.equal(of(all).sort());
      });

      it("are those of the days asked for", async () => {
        const keys = new Keys(all);
        expect(await keys.under("", { from: "2026-03-17", to: "2026-03-17" })).to.deep.equal(
          of(all, "/2026/03/17/").sort(),
        );
        const between = { from: "2026-03-01", to: "2026-03-17" };
        expect(await keys.under("", between)).to.have.length(8);
        expect(await keys.under("", { from: "2026-03-18" })).to.have.length(8);
        expect(await keys.under("", { to: "2025-12-31" })).to.have.length(4);
      });

      it("are those of the accounts and regions asked for", async () => {
        const keys = new Keys(all);
        expect(await keys.under("", { account: [staging], region: ["us-east-1"] })).to.deep.equal(
          of(all, `/${staging}/`, "/us-east-1/").sort(),
        );
      });

      it("are found from any folder of the trail, with and without its last slash", async () => {
        const keys = new Keys(all);
        for (const place of [
          `${folder}${staging}`,
          `${folder}${staging}/CloudTrail/`,
          `${folder}${staging}/CloudTrail/eu-west-1`,
          `${folder}${staging}/CloudTrail/eu-west-1/2026/`,
          `${folder}${staging}/CloudTrail/eu-west-1/2026/03/17`,
        ]) {
          const below = of(all, place).sort();
          expect(await keys.under(place), place).to.deep.equal(below);
          expect(await keys.under(place, { from: "2026-03-17", to: "2026-03-17" })).to.deep.equal(
            of(below, "/2026/03/17/"),
          );
          expect(await keys.under(place, { account: [production] })).to.deep.equal([]);
        }
        expect(
          await keys.under(`${folder}${staging}/CloudTrail/eu-west-1/2026/02`, {
            from: "2026-03-01",
            to: "2026-03-31",
          }),
        ).to.deep.equal([]);
      });

      it("are those of its digests and nothing else, if those are asked for", async () => {
        const digests = all.filter((key) => key.includes("/CloudTrail-Digest/")).sort();
        const keys = new Keys(all);
        expect(await keys.under("", {}, true)).to.deep.equal(digests);
        const place = `${folder}${staging}/CloudTrail-Digest/us-east-1`;
        const day = { from: "2026-03-17", to: "2026-03-17" };
        expect(await keys.under(place, day, true)).to.deep.equal(
          digests.filter((key) => key.startsWith(place) && key.includes("/2026/03/17/")),
        );
        expect(await keys.under(`${folder}${staging}/CloudTrail`, {}, true)).to.deep.equal([]);
      });

      it("come over as many pages as it takes", async () => {
        expect(await new Keys(all, 3).under("")).to.deep.equal(of(all).sort());
      });
    });
  }

  it("are asked for by the folder that the days share", async () => {
    const keys = new Keys(trail("AWSLogs/"));
    await keys.under(`AWSLogs/${production}/CloudTrail/eu-west-1/`, {
      from: "2026-03-01",
      to: "2026-03-17",
    });
    const region = `AWSLogs/${production}/CloudTrail/eu-west-1/`;
    expect(keys.requests).to.deep.equal([
      { prefix: `${region}2026/03/`, after: `${region}2026/03/01/` },
    ]);
  });

  it("of a day are told without those of ten years", async () => {
    const years = Array.from({ length: 10 }, (_, year) => 2016 + year).flatMap((year) =>
      Array.from({ length: 300 }, (_, at) =>
        file("AWSLogs/", production, "eu-west-1", `${year}/06/01`).replace("abc", String(at)),
      ),
    );
    const keys = new Keys(years, 100);
    const found = await keys.under("", { from: "2020-06-01", to: "2020-06-01" });
    expect(found).to.have.length(300);
    // The rest: the first page that shows the trail, and the folders on the way.
    expect(keys.told).to.equal(300 + 100 + 2);
  });

  it("beside a trail are taken unless their names tell that they are not wanted", async () => {
    const beside = [
      "a/export.json",
      file("", production, "eu-west-1", "2026/03/17").replace(/.*\//, "b/"),
      file("", production, "eu-west-1", "2026/03/17", "CloudTrail-Digest").replace(/.*\//, "b/"),
      file("", production, "eu-west-1", "2026/03/18").replace(/.*\//, "b/"),
      "c/",
      "z/last.json",
    ];
    const all = [...beside, ...trail("m/AWSLogs/"), ...trail("n/AWSLogs/")];
    const found = await new Keys(all, 7).under("", { from: "2026-03-18", to: "2026-03-18" });
    expect(found).to.deep.equal([
      "a/export.json",
      beside[3],
      ...of(all, "m/", "/2026/03/18/").sort(),
      ...of(all, "n/", "/2026/03/18/").sort(),
      "z/last.json",
    ]);
  });

  it("may be one object, named whole", async () => {
    const all = trail("AWSLogs/");
    const [one = ""] = of(all);
    expect(await new Keys([...all, `${one}.bak`]).under(one)).to.deep.equal([one]);
    expect(await new Keys(all).under(one.slice(0, -3))).to.deep.equal([]);
  });

  it("in the folder of another kind are those that are there, if it is named itself", async () => {
    const all = trail("AWSLogs/");
    const insights = `AWSLogs/${production}/CloudTrail-Insight/`;
    expect(await new Keys(all).under(insights)).to.deep.equal(
      all.filter((key) => key.startsWith(insights)).sort(),
    );
  });
});
