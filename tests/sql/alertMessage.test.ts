import { expect } from "chai";
import { alerting, findingColumns } from "./alerting";

describe("sql: the message of alerts", () => {
  it("is none without findings", () =>
    alerting(async (alerts) => {
      expect(Object.values(await alerts.message()).every((value) => value === undefined)).to.be
        .true;
    }));

  it("tells what was found, who did what where, when and how often, and the query that shows it", () =>
    alerting(async (alerts) => {
      await alerts.find(
        { EVENTID: "1", TARGET: "bucketName logs" },
        {
          EVENTID: "2",
          EVENTNAME: "CreateAccessKey",
          EVENTSOURCE: "iam.amazonaws.com",
          EVENTTIME: "2026-03-17 15:01:00",
          SOURCEIPADDRESS: "203.0.113.9",
        },
        {
          EVENTID: "3",
          DETECTION_ID: "own",
          TITLE: "Own",
          SEVERITY: "critical",
          LOADED_AT: "2026-03-17 16:00:00.123456",
        },
      );
      await alerts.note();
      const message = await alerts.message();
      expect(message.findings).to.equal(3);
      expect(message.subject).to.equal("Snowtrail: 3 new findings, the gravest critical: Own");
      expect(message.plain).to.equal(`3 new findings

1. CRITICAL: Own
   who: root user of 111122223333
   what: ConsoleLogin (signin)
   where: 198.51.100.7, us-east-1, account 111122223333
   when: 2026-03-17 14:52:03 UTC
   how often: once

2. HIGH: Root user activity
   who: root user of 111122223333
   what: ConsoleLogin (signin), CreateAccessKey (iam) on bucketName logs
   where: 198.51.100.7, 203.0.113.9, us-east-1, account 111122223333
   when: 2026-03-17 14:52:03 to 2026-03-17 15:01:00 UTC
   how often: 2 times

All of them: select * from D.S.FINDINGS where detection_id in ('own', 'root_activity') and loaded_at between '2026-03-17 15:00:00.000000000' and '2026-03-17 16:00:00.123456000' order by eventTime`);
      const { rows } = await alerts.engine.query(
        String(message.plain).split("All of them: ")[1] ?? "",
      );
      expect(rows).to.have.lengthOf(3);
    }));

  it("says what is not known", () =>
    alerting(async (alerts) => {
      const nothing = Object.fromEntries(
        [
          "EVENTTIME",
          "EVENTNAME",
          "EVENTSOURCE",
          "AWSREGION",
          "SOURCEIPADDRESS",
          "RECIPIENTACCOUNTID",
          "ACTOR",
        ].map((name) => [name, null]),
      );
      await alerts.find(nothing);
      await alerts.note();
      expect((await alerts.message()).plain).to.match(
        /^1 new finding\n\n1[.] HIGH: Root user activity\n {3}who: unknown\n {3}what: an event without a name\n {3}where: unknown\n {3}when: no time\n {3}how often: once\n/,
      );
    }));

  it("names three actions, two targets, three addresses and two regions of many", () =>
    alerting(async (alerts) => {
      await alerts.find(
        ..."abcde".split("").map((letter) => ({
          EVENTID: letter,
          EVENTNAME: letter,
          EVENTSOURCE: null,
          TARGET: letter.toUpperCase(),
          SOURCEIPADDRESS: `203.0.113.${letter.charCodeAt(0) - 50}`,
          AWSREGION: `region-${letter}`,
        })),
      );
      await alerts.note();
      expect((await alerts.message()).plain).to.include(
        `   what: a, b, c and 2 more on A, B and 3 more
   where: 203.0.113.47, 203.0.113.48, 203.0.113.49, region-a, region-b, account 111122223333
`,
      );
    }));

  for (const count of [10, 11, 500]) {
    it(`shows ten of ${count}, and counts all`, () =>
      alerting(async (alerts) => {
        const people = Array.from(
          { length: count },
          (_, n) => `user/${String(n).padStart(3, "0")}`,
        );
        await alerts.find(...people.slice(0, 11).map((ACTOR) => ({ EVENTID: ACTOR, ACTOR })));
        // The rest at once: one statement each would take long.
        await alerts.engine.insert(
          `insert into findings (${Object.keys(findingColumns).join(", ")})
          select ${Object.keys(findingColumns)
            .map((name) =>
              name === "EVENTID" ? "'n' || column1" : name === "ACTOR" ? "'z' || column1" : name,
            )
            .join(", ")}
          from findings, (values ${people.map((_, n) => `(${n})`).join(", ")})
          where eventID = 'user/000' and column1 >= 11`,
        );
        await alerts.note();
        const { findings, plain, json } = await alerts.message();
        expect(findings).to.equal(count);
        expect(plain).to.match(new RegExp(`^${count} new findings\n`));
        expect([...String(plain).matchAll(/^\d+[.] /gm)].map(([start]) => start)).to.deep.equal(
          Array.from({ length: 10 }, (_, n) => `${n + 1}. `),
        );
        if (count > 10) expect(plain).to.include(`\n\nand ${count - 10} more\n\nAll of them: `);
        else expect(plain).not.to.match(/and \d+ more/);
        const told = JSON.parse(String(json)) as {
          count: number;
          leftOut: number;
          findings: { who: string }[];
        };
        expect(told).to.include({ count, leftOut: count - 10 });
        expect(told.findings.map(({ who }) => who)).to.deep.equal(people.slice(0, 10));
        expect(String(json).length).to.be.below(28_000);
      }));
  }

  it("is an object for a topic, of the same entries", () =>
    alerting(async (alerts) => {
      await alerts.find({ EVENTID: "1" });
      await alerts.note();
      const { json, subject } = await alerts.message();
      const { query, ...told } = JSON.parse(String(json)) as Record<string, unknown>;
      expect(told).to.deep.equal({
        count: 1,
        leftOut: 0,
        subject,
        findings: [
          {
            detection: "root_activity",
            severity: "high",
            title: "Root user activity",
            who: "root user of 111122223333",
            what: "ConsoleLogin (signin)",
            where: "198.51.100.7, us-east-1, account 111122223333",
            when: "2026-03-17 14:52:03 UTC",
            times: 1,
          },
        ],
      });
      expect(query).to.match(/^select [*] from D[.]S[.]FINDINGS where/);
    }));

  describe("of hostile values", () => {
    const hostile = [
      '"}],"x":["',
      "\\",
      "\\u0022",
      "'); drop table findings; --",
      "<!channel> <@U123> <https://example.com|click>",
      "&lt;!channel&gt;",
      "*bold* `code` [a](https://example.com)",
      "line\r\nBcc: all@example.com\r\n\r\n.\r\n2. HIGH: made up",
      "\u001b]0;title\u0007\u0000",
      "\u202etxt.exe\u2028next\u2029next\u0085next",
      "SNOWFLAKE_WEBHOOK_SECRET",
      "x".repeat(100_000),
    ];
    const textual = [
      "EVENTNAME",
      "EVENTSOURCE",
      "AWSREGION",
      "SOURCEIPADDRESS",
      "RECIPIENTACCOUNTID",
      "ACTOR",
      "TARGET",
      "FIRST_SEEN_IN",
      "EVENTID",
      "TITLE",
    ];
    let message: Record<string, unknown>;
    before(async function () {
      this.timeout(60_000);
      message = await alerting(async (alerts) => {
        await alerts.find(
          ...hostile
            .slice(0, 10)
            .map((value) =>
              Object.fromEntries(textual.map((name) => [name, value.replaceAll("\0", "\u0001")])),
            ),
          ...hostile
            .slice(10)
            .map((value) => Object.fromEntries(textual.map((name) => [name, value]))),
        );
        await alerts.note();
        return alerts.message();
      });
    });

    it("have no line of their own in an e-mail, and its subject is short", () => {
      const lines = String(message.plain).split("\n");
      const expected =
        /^(12 new findings|\d+[.] HIGH: .*| {3}(who|what|where|when|how often): .*|and 2 more|All of them: .*|)$/;
      expect(lines.filter((line) => !expected.test(line))).to.deep.equal([]);
      expect(lines.filter((line) => /^\d+[.] /.test(line))).to.have.lengthOf(10);
      expect(message.subject).to.match(/^[^\p{Cc}]{1,250}$/u);
    });

    it("show every character, and lead nowhere", () => {
      for (const kind of ["plain", "json", "slack", "teams", "pagerduty"]) {
        expect(String(message[kind]).replaceAll("\n", ""), kind).not.to.match(
          /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u,
        );
        expect(message[kind], kind).not.to.match(/:\/\//);
        expect(String(message[kind]).length, kind).to.be.below(28_000);
      }
    });

    it("stand in JSON as texts", () => {
      const { findings } = JSON.parse(String(message.json)) as {
        findings: Record<string, unknown>[];
      };
      expect(findings).to.have.lengthOf(10);
      for (const finding of findings) {
        expect(Object.keys(finding).sort()).to.deep.equal([
          "detection",
          "severity",
          "times",
          "title",
          "what",
          "when",
          "where",
          "who",
        ]);
      }
    });

    for (const kind of ["slack", "teams", "pagerduty"]) {
      it(`stay inside of the text of a request to ${kind}`, () => {
        const request = `{"text":"${String(message[kind])}"}`;
        const { text, ...more } = JSON.parse(request) as { text: string };
        expect(more).to.deep.equal({});
        expect(text.replaceAll("\n", "")).not.to.match(/[\p{Cc}"\\]/u);
      });
    }

    it("are no markup of Slack", () => {
      expect(message.slack).not.to.match(/[<>]|&(?!amp;|lt;|gt;)/);
      expect(message.slack)
        .to.include("&lt;!channel&gt; &lt;@U123&gt;")
        .and.include("&amp;lt;!channel&amp;gt;");
    });

    it("are no link of Teams, and PagerDuty's line has an end", () => {
      expect(message.teams).not.to.match(/[[\]]/);
      expect(String(message.pagerduty)).to.have.lengthOf(1024).and.not.include("\n");
    });
  });
});
