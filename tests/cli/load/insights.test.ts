import { expect } from "chai";
import { folderOf, placesSelect, rows, unusual } from "../insightsLogs";
import { TestFolder, quietEvent, rootLogin, snowtrail } from "../logFiles";

const nameOf = (kind: string, more = "a"): string =>
  `111122223333_${kind}_eu-west-1_20260317T0915Z_${more}.json.gz`;

/** Files as the raw tables have them: each with the ids in it. */
const rawSelect = ["cloudtrail_raw", "cloudtrail_insights_raw"]
  .map(
    (raw) => `
    select '${raw}' as raw, split_part(file_name, '/', -1) as file, count(*) as n,
      listagg(value:eventID::string, ' ') within group (order by index) as ids
    from ${raw}, lateral flatten(input => record:Records, outer => true)
    group by all`,
  )
  .join(" union all ");

describe("local: Insights events", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  describe("of a file whose name tells what is in it", () => {
    it("stand in cloudtrail_insights and nowhere else, by the folder or by the name alone", async () => {
      folder.log(`${folderOf("CloudTrail")}${nameOf("CloudTrail")}`, [quietEvent("q")]);
      folder.log(`${folderOf("CloudTrail-Insight")}renamed.json`, [unusual("i"), null]);
      folder.log(nameOf("CloudTrail-Insight", "elsewhere"), [unusual("j")]);
      expect(await rows(placesSelect, folder.path)).to.deep.equal([
        ["event", nameOf("CloudTrail"), "q"],
        ["insight", nameOf("CloudTrail-Insight", "elsewhere"), "j"],
        ["insight", "renamed.json", "i"],
        ["insight", "renamed.json", null],
      ]);
      expect(await rows(`${rawSelect} order by raw, file`, folder.path)).to.deep.equal([
        ["cloudtrail_insights_raw", nameOf("CloudTrail-Insight", "elsewhere"), 1, "j"],
        ["cloudtrail_insights_raw", "renamed.json", 2, "i"],
        ["cloudtrail_raw", nameOf("CloudTrail"), 1, "q"],
      ]);
    });

    it("are what the name says, as in Snowflake, whatever the records say", async () => {
      folder.log(`${folderOf("CloudTrail")}${nameOf("CloudTrail")}`, [unusual("i")]);
      folder.log(`${folderOf("CloudTrail-Insight")}${nameOf("CloudTrail-Insight")}`, [
        quietEvent("q"),
      ]);
      expect(await rows(placesSelect, folder.path)).to.deep.equal([
        ["event", nameOf("CloudTrail"), "i"],
        ["insight", nameOf("CloudTrail-Insight"), "q"],
      ]);
    });

    it("have in cloudtrail_insights their columns, the record as it was, and where it came from", async () => {
      const place = `${folderOf("CloudTrail-Insight")}${nameOf("CloudTrail-Insight")}`;
      folder.log(place, [unusual("i")]);
      const [row] = await rows(
        "select eventName, insightAverage, record, file_name, log_source from cloudtrail_insights",
        folder.path,
      );
      expect(row).to.deep.equal([
        ...["RunInstances", 7.5, unusual("i")],
        ...[folder.at(place), `${folder.at("AWSLogs")}/`],
      ]);
    });
  });

  describe("of another file", () => {
    it("are told by the record, among events of any shape, and stand in both raw tables in their order", async () => {
      folder.log("mixed.json", [
        quietEvent("q"),
        unusual("i"),
        null,
        unusual("j"),
        quietEvent("r"),
      ]);
      folder.write("pretty.json", JSON.stringify({ Records: [unusual("k")] }, null, 2));
      folder.write(
        "looked-up.json",
        JSON.stringify({ Events: [{ CloudTrailEvent: JSON.stringify(unusual("l")) }] }),
      );
      folder.write(
        "bridge.jsonl",
        JSON.stringify({
          "detail-type": "AWS Insight via CloudTrail",
          source: "aws.cloudtrail",
          detail: unusual("m"),
        }),
      );
      folder.log("none.json", []);
      expect(await rows(placesSelect, folder.path)).to.deep.equal([
        ["event", "mixed.json", "q"],
        ["event", "mixed.json", "r"],
        ["event", "mixed.json", null],
        ["insight", "bridge.jsonl", "m"],
        ["insight", "looked-up.json", "l"],
        ["insight", "mixed.json", "i"],
        ["insight", "mixed.json", "j"],
        ["insight", "pretty.json", "k"],
      ]);
      expect(await rows(`${rawSelect} order by raw, file`, folder.path)).to.deep.equal([
        ["cloudtrail_insights_raw", "bridge.jsonl", 1, "m"],
        ["cloudtrail_insights_raw", "looked-up.json", 1, "l"],
        ["cloudtrail_insights_raw", "mixed.json", 2, "i j"],
        ["cloudtrail_insights_raw", "pretty.json", 1, "k"],
        ["cloudtrail_raw", "mixed.json", 3, "q r"],
        ["cloudtrail_raw", "none.json", 1, ""],
      ]);
    });

    it("are told on standard input", async () => {
      const lines = [quietEvent("q"), unusual("i")].map((each) => JSON.stringify(each)).join("\n");
      const { stdout } = await snowtrail(
        ["query", placesSelect, "-", "--format", "jsonl"],
        undefined,
        lines,
      );
      expect(
        stdout
          .trim()
          .split("\n")
          .map((line) => Object.values(JSON.parse(line) as Record<string, unknown>))
          .map(([kind, , id]) => [kind, id]),
      ).to.deep.equal([
        ["event", "q"],
        ["insight", "i"],
      ]);
    });

    it("are no events that only speak of such", async () => {
      const eventType = "AwsCloudTrailInsight";
      folder.log("events.json", [
        quietEvent("inside", { requestParameters: { eventType } }),
        quietEvent("in a text", { requestParameters: { event: JSON.stringify({ eventType }) } }),
        quietEvent("in a list", { eventType: [eventType] }),
        quietEvent("longer", { eventType: `${eventType}s` }),
        quietEvent("category", { eventCategory: "Insight" }),
      ]);
      const found = await rows(placesSelect, folder.path);
      expect(found.map(([kind]) => kind)).to.deep.equal(Array<string>(5).fill("event"));
    });
  });

  describe("in the commands that look at events", () => {
    beforeEach(() => {
      folder.log("logs/a.json", [rootLogin("root"), unusual("i")]);
    });

    it("are not searched", async () => {
      const searched = async (text: string): Promise<unknown> =>
        JSON.parse(
          (await snowtrail(["search", text, folder.at("logs"), "--format", "json"])).stdout,
        );
      expect(await searched("203.0.113.9")).to.have.length(1);
      expect(await searched("mallory")).to.deep.equal([]);
    });

    it("are no calls in a summary", async () => {
      const { stdout } = await snowtrail([
        ...["summary", "region", folder.at("logs"), "--format", "json"],
      ]);
      const regions = JSON.parse(stdout) as Record<string, unknown>[];
      expect(regions.map(({ region, calls }) => [region, calls])).to.deep.equal([["eu-west-1", 1]]);
    });
  });
});
