import { expect } from "chai";
import { Engine } from "../../engine";
import {
  beginAlerts,
  findingAlert,
  findingViews,
  isDue,
  readCatalogue,
  tell,
} from "../../sql/catalogue";
import { literal } from "../../sql/catalogue/literal";

type FindingSettings = Parameters<typeof findingViews>[0];

/** What a stack chooses, unless it chooses otherwise. */
export const settings: FindingSettings = {
  minimumSeverity: "info",
  detections: [],
  findingsName: "D.S.FINDINGS",
};

/** The columns of FINDINGS that alerts read. */
export const findingColumns = {
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

/** A finding, but for what a test says of it. */
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

/** FINDINGS as a table, and beside it what alerts have. */
export class Alerting {
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
        name === "RECORD" ? `parse_json(${literal(String(value))})` : literal(String(value)),
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
export async function alerting<T>(
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
