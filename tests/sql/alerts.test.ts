import { readFileSync, readdirSync } from "node:fs";
import { expect } from "chai";
import { Engine } from "../../engine";
import {
  beginAlerts,
  findingAlert,
  findingViews,
  healthAlert,
  healthViews,
  isDue,
  readCatalogue,
  tell,
} from "../../sql/catalogue";
import { digestOf } from "../../sql/catalogue/statement";

type FindingSettings = Parameters<typeof findingViews>[0];

const settings: FindingSettings = {
  minimumSeverity: "info",
  detections: [],
  findingsName: "D.S.FINDINGS",
};

const findingColumns = {
  DETECTION_ID: "VARCHAR",
  SEVERITY: "VARCHAR",
  TITLE: "VARCHAR",
  EVENTTIME: "TIMESTAMP_NTZ",
  EVENTNAME: "VARCHAR",
  EVENTSOURCE: "VARCHAR",
  EVENTID: "VARCHAR",
  AWSREGION: "VARCHAR",
  SOURCEIPADDRESS: "VARCHAR",
  RECIPIENTACCOUNTID: "VARCHAR",
  RECORD: "VARIANT",
  ACTOR: "VARCHAR",
  TARGET: "VARCHAR",
  FIRST_SEEN_IN: "VARCHAR",
  LOADED_AT: "TIMESTAMP_NTZ",
} as const;

type Finding = Partial<Record<keyof typeof findingColumns, string | null>>;

const usual: Finding = {
  DETECTION_ID: "root_activity",
  SEVERITY: "high",
  TITLE: "Root user activity",
  EVENTTIME: "2026-03-17 14:52:03",
  EVENTNAME: "ConsoleLogin",
  EVENTSOURCE: "signin.amazonaws.com",
  AWSREGION: "us-east-1",
  SOURCEIPADDRESS: "198.51.100.7",
  RECIPIENTACCOUNTID: "111122223333",
  RECORD: "{}",
  ACTOR: "root user of 111122223333",
  FIRST_SEEN_IN: "AWSLogs/one.json.gz",
  LOADED_AT: "2026-03-17 15:00:00",
};

const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;

/** FINDINGS as a table, and beside it what alerts have. */
class Alerting {
  private constructor(readonly engine: Engine) {}

  static async with(chosen: Partial<FindingSettings> = {}): Promise<Alerting> {
    const engine = await Engine.open({ namespace: ["D", "S"] });
    const columns = Object.entries(findingColumns).map(([name, type]) => ({
      name,
      label: name,
      type,
    }));
    await engine.createTable("FINDINGS", columns);
    await engine.createTable("CLOUDTRAIL_RAW", [
      { name: "LOADED_AT", label: "loaded_at", type: "TIMESTAMP_NTZ" },
    ]);
    await engine.createTable(
      findingAlert.table.name,
      findingAlert.table.columns.map(({ name, type }) => ({ name, label: name, type })),
    );
    for (const { statement } of readCatalogue().functions) await engine.createFunction(statement);
    const { news, message } = findingViews({ ...settings, ...chosen });
    await engine.createView("NEW_FINDINGS", news);
    await engine.createView("FINDINGS_MESSAGE", message);
    return new Alerting(engine);
  }

  /** Switches alerts on. */
  begin(): Promise<number> {
    return this.engine.insert(
      beginAlerts({ table: '"D"."S"."FINDINGS_SENT"', raw: '"D"."S"."CLOUDTRAIL_RAW"' }),
    );
  }

  async find(...findings: Finding[]): Promise<void> {
    for (const finding of findings) {
      const values = Object.entries({ ...usual, ...finding }).filter(([, value]) => value !== null);
      const columns = values.map(([name]) => name).join(", ");
      const given = values.map(([name, value]) =>
        name === "RECORD" ? `parse_json(${quoted(String(value))})` : quoted(String(value)),
      );
      await this.engine.insert(`insert into findings (${columns}) select ${given.join(", ")}`);
    }
  }

  async isDue(): Promise<boolean> {
    return (await this.engine.query(isDue(findingAlert))).rows.length > 0;
  }

  /** The first statement of the action. */
  async note(): Promise<number> {
    const [note = ""] = tell(findingAlert, "call x()").split(";");
    return this.engine.insert(note.replace("begin", ""));
  }

  /** The last statement of the action. */
  mark(): Promise<number> {
    const [mark = ""] = tell(findingAlert, "call x()").split(";\n").slice(-2);
    return this.engine.update(mark);
  }

  async message(): Promise<Record<string, unknown>> {
    const { columns, rows } = await this.engine.query("select * from findings_message");
    expect(rows.length).to.be.at.most(1);
    return Object.fromEntries(columns.map(({ name }, at) => [name.toLowerCase(), rows[0]?.[at]]));
  }

  /** The ids of the events that are new. */
  async news(column = "what"): Promise<unknown[]> {
    const { rows } = await this.engine.query(`select ${column} from new_findings order by 1`);
    return rows.flat();
  }
}

/** Runs with alerts that are switched on, and closes them. */
async function alerting<T>(
  work: (alerts: Alerting) => Promise<T>,
  chosen: Partial<FindingSettings> = {},
): Promise<T> {
  const alerts = await Alerting.with(chosen);
  try {
    await alerts.begin();
    return await work(alerts);
  } finally {
    await alerts.engine.close();
  }
}

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

describe("sql: what alerts tell of health", () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await Engine.open({ namespace: ["D", "S"] });
    const columns = ["STATE", "TO_DO", "PIPE_ERROR", "RUN_ERROR", "PIPE"];
    await engine.createTable(
      "PIPELINE_HEALTH",
      columns.map((name) => ({ name, label: name, type: "VARCHAR" as const })),
    );
    await engine.createTable(
      healthAlert.table.name,
      healthAlert.table.columns.map(({ name, type }) => ({ name, label: name, type })),
    );
    for (const { statement } of readCatalogue().functions) await engine.createFunction(statement);
    const { news, message } = healthViews("D.S.PIPELINE_HEALTH");
    await engine.createView("NEW_HEALTH", news);
    await engine.createView("HEALTH_MESSAGE", message);
  });
  afterEach(() => engine.close());

  const is = async (state: string, reason = "null", pipe = '"D"."S"."P"'): Promise<void> => {
    await engine.insert(
      `insert overwrite into pipeline_health select '${state}', 'Do it.', null, ${reason}, '${pipe}'`,
    );
  };
  const due = async (): Promise<boolean> =>
    (await engine.query(isDue(healthAlert))).rows.length > 0;
  const statements = (): string[] => tell(healthAlert, "call x()").split(";\n");
  const note = (): Promise<number> => engine.insert(statements()[0]!.replace("begin", ""));
  const mark = (): Promise<number> => engine.update(statements().at(-2)!);
  const plain = async (): Promise<unknown> =>
    (await engine.query("select plain from health_message")).rows[0]?.[0];

  it("is nothing while the pipeline is HEALTHY, as it was before anybody looked", async () => {
    await is("HEALTHY");
    expect(await due()).to.be.false;
    expect(await plain()).to.be.undefined;
  });

  it("is each change once: what it is, what it was, what to do and why", async () => {
    await is("ROLE_BROKEN", "'Access denied'");
    expect(await due()).to.be.true;
    expect(await note()).to.equal(1);
    expect(String(await plain()).replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/, "NOW")).to
      .equal(`The pipeline is ROLE_BROKEN, and was HEALTHY
   what to do: Do it.
   why: Access denied
   pipe: 'D'.'S'.'P'
   seen: NOW UTC

More: select * from D.S.PIPELINE_HEALTH`);
    expect(await mark()).to.equal(1);
    expect(await due(), "the same state").to.be.false;
    await is("HEALTHY");
    await note();
    expect(await plain()).to.match(/^The pipeline is HEALTHY, and was ROLE_BROKEN\n.*\n {3}seen: /);
  });

  it("is the same fault of another pipe as well, and no other pipe that is HEALTHY or QUIET", async () => {
    for (const [state, pipe, isNew] of [
      ["PIPE_PAUSED", "first", true],
      ["PIPE_PAUSED", "second", true],
      ["PIPE_PAUSED", "second", false],
      ["QUIET", "first", true],
      ["QUIET", "second", false],
      ["HEALTHY", "second", true],
      ["HEALTHY", "first", false],
    ] as const) {
      await is(state, "null", pipe);
      expect(await due(), `${state} ${pipe}`).to.equal(isNew);
      await note();
      await mark();
    }
  });

  it("is all changes that could not be told, in one message", async () => {
    for (const state of ["QUIET", "PIPE_PAUSED", "HEALTHY"]) {
      await is(state);
      expect(await note(), state).to.equal(1);
      expect(await note(), `${state} again`).to.equal(0);
    }
    expect(await plain()).to.match(
      /^The pipeline is HEALTHY, and was HEALTHY, then QUIET, then PIPE_PAUSED\n/,
    );
    expect(await due()).to.be.true;
    expect(await mark()).to.equal(3);
    expect(await due()).to.be.false;
  });

  it("is told in the form of each way, which a reason does not break out of", async () => {
    await is("TASK_FAILING", `'"}\\\\<!channel>\\n\\n2. x https://example.com' || char(27)`);
    await note();
    const { columns, rows } = await engine.query("select * from health_message");
    const message = Object.fromEntries(
      columns.map(({ name }, at) => [name.toLowerCase(), String(rows[0]?.[at])]),
    );
    expect(message.subject).to.equal("Snowtrail: the pipeline is TASK_FAILING");
    expect(message.plain?.split("\n")).to.have.lengthOf(7);
    expect(message.plain).to.include("why: '}/<!channel> 2. x https: //example.com\n");
    expect(JSON.parse(message.json ?? "")).to.include({ state: "TASK_FAILING", before: "HEALTHY" });
    for (const kind of ["slack", "teams", "pagerduty"]) {
      const { text } = JSON.parse(`{"text":"${message[kind]}"}`) as { text: string };
      expect(text.replaceAll("\n", ""), kind).not.to.match(/[\p{Cc}"\\]/u);
    }
    expect(message.slack).to.include("&lt;!channel&gt;").and.not.include("<");
  });
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
