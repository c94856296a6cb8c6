import { readFileSync, readdirSync } from "node:fs";
import { expect } from "chai";
import { beginAlerts, findingAlert, findingViews, isDue, tell } from "../../sql/catalogue";
import { digestOf } from "../../sql/catalogue/statement";
import { Alerting, alerting, settings } from "./alerting";

describe("sql: what is new to alerts", () => {
  it("is what was loaded since they were switched on, however long ago it happened", () =>
    alerting(async (alerts) => {
      await alerts.engine.update("update findings_sent set loaded_at = '2026-03-17 15:00:00'");
      await alerts.find(
        { EVENTID: "Before", EVENTNAME: "Before", LOADED_AT: "2026-03-17 14:59:59" },
        {
          EVENTID: "Late",
          EVENTNAME: "Late",
          EVENTTIME: "2026-03-01 00:00:00",
          LOADED_AT: "2026-03-17 15:00:01",
        },
        {
          EVENTID: "Timeless",
          EVENTNAME: "Timeless",
          EVENTTIME: null,
          LOADED_AT: "2026-03-17 15:00:00",
        },
      );
      expect(await alerts.news()).to.deep.equal(["Late (signin)", "Timeless (signin)"]);
    }));

  it("begins with the latest file that was loaded, and is begun once", async () => {
    const alerts = await Alerting.with();
    await alerts.engine.insert("insert into cloudtrail_raw select '2026-03-17 12:00:00'");
    await alerts.engine.insert("insert into cloudtrail_raw select '2026-03-17 11:00:00'");
    expect(await alerts.begin()).to.equal(1);
    await alerts.engine.insert("insert into cloudtrail_raw select '2026-03-17 13:00:00'");
    expect(await alerts.begin(), "a second time").to.equal(0);
    const { rows } = await alerts.engine.query(
      "select finding_id, title, loaded_at, sent_at is null from findings_sent",
    );
    await alerts.engine.close();
    expect(rows).to.deep.equal([
      ["begin", "Alerts were switched on", "2026-03-17 12:00:00.000", false],
    ]);
  });

  it("begins with everything where nothing was loaded yet", () =>
    alerting(async (alerts) => {
      await alerts.find({ LOADED_AT: "1999-01-01 00:00:00" });
      expect(await alerts.isDue()).to.be.true;
    }));

  for (const [severity, told] of Object.entries({
    info: ["critical", "high", "info", "low", "medium"],
    low: ["critical", "high", "low", "medium"],
    medium: ["critical", "high", "medium"],
    high: ["critical", "high"],
    critical: ["critical"],
  })) {
    it(`is ${told.join(", ")} from the severity ${severity} on`, () =>
      alerting(
        async (alerts) => {
          await alerts.find(
            ...["info", "low", "medium", "high", "critical"].map((each) => ({
              SEVERITY: each,
              DETECTION_ID: each,
            })),
          );
          expect(await alerts.news("severity")).to.deep.equal(told);
        },
        { minimumSeverity: severity },
      ));
  }

  it("is of the chosen detections alone", () =>
    alerting(
      async (alerts) => {
        await alerts.find(
          { DETECTION_ID: "one" },
          { DETECTION_ID: "two" },
          { DETECTION_ID: "three" },
        );
        expect(await alerts.news("detection_id")).to.deep.equal(["one", "two"]);
      },
      { detections: ["two", "one"] },
    ));

  it("is one finding for each detection, event and record, and for each file of an event without an id", () =>
    alerting(async (alerts) => {
      const one = { EVENTID: "one" };
      await alerts.find(
        one,
        { ...one, DETECTION_ID: "other" },
        { ...one, RECORD: '{"a":1}' },
        // Of another delivery, as FINDINGS would not show it.
        { ...one, LOADED_AT: "2026-03-17 16:00:00", FIRST_SEEN_IN: "AWSLogs/again.json.gz" },
        {},
        { LOADED_AT: "2026-03-17 16:00:00" },
        { FIRST_SEEN_IN: "AWSLogs/two.json.gz" },
      );
      expect(await alerts.note()).to.equal(5);
      expect(await alerts.news()).to.deep.equal([]);
    }));

  it("is noted once, due until it is told, and never new again", () =>
    alerting(async (alerts) => {
      expect(await alerts.isDue(), "nothing").to.be.false;
      await alerts.find({ EVENTID: "one" });
      expect(await alerts.isDue(), "new").to.be.true;
      expect(await alerts.note()).to.equal(1);
      expect(await alerts.isDue(), "noted").to.be.true;
      expect(await alerts.note(), "a run after one that failed").to.equal(0);
      expect(await alerts.mark()).to.equal(1);
      expect(await alerts.isDue(), "told").to.be.false;
      expect(await alerts.note()).to.equal(0);
      expect(await alerts.mark()).to.equal(0);
    }));
});

describe("sql: the texts of alerts", () => {
  it("can be pasted, one statement a file under a header: nothing in them is filled in later", () => {
    for (const name of readdirSync("sql/alerts")) {
      expect(readFileSync(`sql/alerts/${name}`, "utf8"), name).to.match(
        /^\/\*\n[^]*?\n\*\/\n[^{}]*[^{};\n](\n|\n\);\n)$/,
      );
    }
  });

  it("carry a digest, so that an edit of letter case deploys", () => {
    const { news, message } = findingViews(settings);
    for (const text of [
      news,
      message,
      isDue(findingAlert),
      beginAlerts({ table: "T", raw: "R" }),
    ]) {
      const [, statement = "", digest] =
        /^([^]*)\n\/\* digest ([0-9a-f]{12}) \*\/$/.exec(text) ?? [];
      expect(digest).to.equal(digestOf(statement));
    }
    expect(/digest (\w+)/.exec(tell(findingAlert, "call a()"))?.[1]).not.to.equal(
      /digest (\w+)/.exec(tell(findingAlert, "call A()"))?.[1],
    );
  });

  it("let no setting out of its literal", () => {
    const { news } = findingViews({ ...settings, detections: ["it's", "\\'"] });
    expect(news).to.include("array_construct('it''s', '\\\\''') as detections");
  });

  it("note, tell and mark in this order, each in a statement of its own", () => {
    const [begin, note, mark, closing, end] = tell(findingAlert, "call send()").split(/;\n|;$/);
    expect([begin?.split("\n")[0], note, mark, closing]).to.deep.equal([
      "begin",
      "call send()",
      "update findings_sent\nset sent_at = sysdate()\nwhere sent_at is null",
      "end",
    ]);
    expect(end).to.equal("");
    expect(begin).to.match(/\ninsert into findings_sent \(\n[^]*\nfrom new_findings$/);
  });
});
