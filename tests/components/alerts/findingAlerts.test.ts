import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import type { FindingAlertsArgs } from "../../../components";
import { sendStatement } from "../../../components/alerts/sendStatement";
import {
  beginAlerts,
  findingAlert,
  findingViews,
  isDue,
  readCatalogue,
  tell,
} from "../../../sql/catalogue";
import { full, place } from "../besideRawTable";
import type { Graph } from "../deployment";
import { children, deployAlerts } from "./deployAlerts";

const texts = findingViews({
  minimumSeverity: "high",
  detections: [],
  findingsName: "SECURITY.AUDIT.FINDINGS",
});
const action = tell(
  findingAlert,
  sendStatement("FINDINGS_MESSAGE", { kind: "topic", integrationName: "WAY" }),
);

describe("components: FindingAlerts", () => {
  let graph: Graph;
  before(async () => {
    graph = await deployAlerts();
  });

  it("makes a table, its first row, two views and an alert, and nothing else, in a preview too", async () => {
    expect(graph.childrenOf("alerts")).to.deep.equal(children);
    expect((await deployAlerts({}, { preview: true })).childrenOf("alerts")).to.deep.equal(
      children,
    );
  });

  it("keeps what was told in a table of explicit types, which is protected and nothing else is", async () => {
    expect(graph.named("alerts-sent").inputs).to.deep.equal({
      name: "FINDINGS_SENT",
      ...place,
      columns: findingAlert.table.columns.map(({ name, declaredType }) => ({
        name,
        type: declaredType,
      })),
      comment: "What alerts have told of findings",
    });
    expect(graph.protected()).to.deep.equal(["alerts-sent"]);
    expect((await deployAlerts({}, { opts: { protect: false } })).protected()).to.deep.equal([]);
  });

  it("writes the table's first row, and takes nothing back", () => {
    expect(graph.named("alerts-begin").inputs).to.deep.equal({
      execute: beginAlerts({ table: full("FINDINGS_SENT"), raw: full("CLOUDTRAIL_RAW") }),
      revert: "select 1",
    });
  });

  it("shows what is new and the message by views, which name FINDINGS without quotes", () => {
    expect(graph.named("alerts-new-findings").inputs).to.deep.equal({
      name: "NEW_FINDINGS",
      ...place,
      statement: texts.news,
      copyGrants: true,
      comment: "What alerts have not noted yet of findings",
    });
    expect(graph.named("alerts-message").inputs).to.deep.equal({
      name: "FINDINGS_MESSAGE",
      ...place,
      statement: texts.message,
      copyGrants: true,
      comment: "The message about what is noted and not told of findings",
    });
  });

  it("tells every quarter of an hour, if there is something to tell", () => {
    expect(graph.named("alerts-alert").inputs).to.deep.equal({
      name: "FINDINGS_ALERT",
      ...place,
      warehouse: "REPORTING",
      alertSchedule: { interval: 15 },
      condition: isDue(findingAlert),
      action,
      enabled: true,
      comment: "Tells what is new of findings",
    });
  });

  it("alerts only once all that the alert reads is there, and has begun", () => {
    expect(graph.waitsFor("alerts-begin")).to.include("alerts-sent").and.include("raw");
    for (const view of ["alerts-new-findings", "alerts-message"]) {
      expect(graph.waitsFor(view), view).to.include("views-findings").and.include("alerts-sent");
    }
    expect(graph.waitsFor("alerts-alert")).to.include.all.keys(
      "alerts-begin",
      "alerts-new-findings",
      "alerts-message",
      "alerts-sent",
      ...readCatalogue().functions.map(
        ({ name }) => `views-${name.toLowerCase().replaceAll("_", "-")}`,
      ),
    );
  });

  it("gives what is worth a grant, and its name beside it", () => {
    const { sentName, newFindingsName, messageName, alertName } = graph.named("alerts").outputs;
    expect({ sentName, newFindingsName, messageName, alertName }).to.deep.equal({
      sentName: full("FINDINGS_SENT"),
      newFindingsName: full("NEW_FINDINGS"),
      messageName: full("FINDINGS_MESSAGE"),
      alertName: full("FINDINGS_ALERT"),
    });
  });

  it("tells by severity, detections and schedule as it is told to, from other resources, too", async () => {
    const chosen = await deployAlerts({
      minimumSeverity: pulumi.output("low"),
      detections: pulumi.output(["root_activity"]),
      scheduleMinutes: pulumi.output(60),
    });
    expect(chosen.named("alerts-new-findings").inputs.statement).to.equal(
      findingViews({
        minimumSeverity: "low",
        detections: ["root_activity"],
        findingsName: "SECURITY.AUDIT.FINDINGS",
      }).news,
    );
    expect(chosen.named("alerts-alert").inputs.alertSchedule).to.deep.equal({ interval: 60 });
  });

  it("sends by the way that it is given", async () => {
    const recipients = ["ops@example.com"];
    const chosen = await deployAlerts({ kind: pulumi.output("email" as const), recipients });
    expect(chosen.named("alerts-alert").inputs.action).to.equal(
      tell(
        findingAlert,
        sendStatement("FINDINGS_MESSAGE", { kind: "email", integrationName: "WAY", recipients }),
      ),
    );
  });

  const refused: [what: string, args: Partial<FindingAlertsArgs>, words: RegExp][] = [
    [
      "a severity that there is not",
      { minimumSeverity: "grave" },
      /minimumSeverity: "grave" is not one of info, low, medium, high, critical[.]/,
    ],
    ["no detection", { detections: [] }, /detections: is empty, so nothing would be told[.]/],
    ["what is no id", { detections: ["ROOT"] }, /detections: "ROOT" is not the id of a detection/],
    [
      "a day between two runs",
      { scheduleMinutes: 1440 },
      /scheduleMinutes: 1440 is out of range[.] Give a whole number of minutes from 1 to 1439[.]/,
    ],
    [
      "an integration's name in quotes",
      { integrationName: "way" },
      /integrationName: "way" is not a name/,
    ],
    [
      "a way that there is not",
      { kind: "fax" as "slack" },
      /kind: "fax" is not one of topic, email, slack, teams, pagerduty/,
    ],
  ];
  for (const [what, args, words] of refused) {
    it(`refuses ${what} at once, and from another resource`, async () => {
      const failure = await deployAlerts(args).catch(String);
      expect(failure)
        .to.match(/FindingAlerts "alerts"/)
        .and.match(words);
      const later = Object.fromEntries(
        Object.entries(args).map(([key, value]) => [key, pulumi.output(value as string)]),
      ) as Partial<FindingAlertsArgs>;
      expect(await deployAlerts(later).catch(String)).to.match(words);
    });
  }
});
