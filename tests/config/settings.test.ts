import { expect } from "chai";

import { eventNotificationChoice } from "../../components/eventNotifications/args";
import { read } from "./stack";

describe("config: a stack's settings", () => {
  it("become the components' arguments", () => {
    const settings = read({
      "snowtrail:bucket": { existing: "audit-logs", ownPolicy: true },
      "snowtrail:trail": {
        organization: { id: "o-exampleorgid", managementAccountId: "012345678901" },
        insightSelectors: [{ insightType: "ApiCallRateInsight" }],
      },
      "snowtrail:prefix": "audit",
      "snowtrail:tags": { team: "security" },
      "snowtrail:database": { existing: "SECURITY" },
      "snowtrail:warehouse": { size: "LARGE", autoSuspend: 120 },
      "snowtrail:eventKinds": ["events", "insights"],
      "snowtrail:retention": { rawDays: 400 },
      "snowtrail:materialization": { mode: "task", scheduleMinutes: 10, retentionDays: 400 },
      "snowtrail:disabledDetections": ["root_activity"],
      "snowtrail:protect": false,
    });
    expect(JSON.parse(JSON.stringify(settings.materialization))).to.deep.equal({
      mode: "task",
      scheduleMinutes: 10,
      retentionDays: 400,
    });
    expect(JSON.parse(JSON.stringify(settings.source))).to.deep.equal({
      bucket: { existing: "audit-logs", ownPolicy: true },
      trail: {
        organization: { id: "o-exampleorgid", managementAccountId: "012345678901" },
        insightSelectors: [{ insightType: "ApiCallRateInsight" }],
      },
      prefix: "audit",
      kmsKey: {},
      tags: { team: "security" },
    });
    expect(JSON.parse(JSON.stringify(settings.ingest))).to.deep.equal({
      database: { existing: "SECURITY" },
      schema: {},
      retention: { rawDays: 400 },
      warehouse: { size: "LARGE", autoSuspend: 120 },
      eventNotifications: {},
      eventKinds: ["events", "insights"],
      tags: { team: "security" },
    });
    expect(settings.protect).to.be.false;
    expect(settings.detections.disabledDetections).to.deep.equal(["root_activity"]);
  });

  it("give a new schema managed access with access roles, and leave one that exists as it is", () => {
    const accessRoles = { reader: ["ANALYST"] };
    const own = read({
      "snowtrail:accessRoles": accessRoles,
      "snowtrail:schema": { name: "LOGS" },
    });
    expect(own.accessRoles?.reader).to.deep.equal(["ANALYST"]);
    expect(own.ingest.schema).to.include({ name: "LOGS", managedAccess: true });
    const theirs = read({
      "snowtrail:accessRoles": accessRoles,
      "snowtrail:database": { existing: "SECURITY" },
      "snowtrail:schema": { existing: "AUDIT" },
    });
    expect(theirs.ingest.schema).not.to.have.property("managedAccess");
    expect(read().accessRoles).to.equal(undefined);
    expect(read().ingest.schema).not.to.have.property("managedAccess");
  });

  it("describe a new bucket down to its storage class", () => {
    const { source } = read({
      "snowtrail:bucket": {
        name: "audit-logs",
        retentionDays: 730,
        transition: { days: 90, storageClass: "STANDARD_IA" },
      },
    });
    expect(JSON.parse(JSON.stringify(source.bucket))).to.deep.equal({
      name: "audit-logs",
      retentionDays: 730,
      transition: { days: 90, storageClass: "STANDARD_IA" },
    });
  });

  it("change the notifications of a bucket that exists only if they say so", () => {
    const adopted = { "snowtrail:bucket": { existing: "audit-logs" } };
    expect(eventNotificationChoice(read(adopted).ingest.eventNotifications)).to.include({
      mode: "none",
      configuration: "leave",
    });
    const eventNotifications = {
      mode: "sns",
      configuration: "leave",
      topic: { existing: "arn:aws:sns:eu-west-1:111122223333:example" },
    };
    const { ingest } = read({ ...adopted, "snowtrail:eventNotifications": eventNotifications });
    expect(JSON.parse(JSON.stringify(ingest.eventNotifications))).to.deep.equal(eventNotifications);
  });

  it("may merge the notifications of a new bucket without a mode", () => {
    const { ingest } = read({ "snowtrail:eventNotifications": { configuration: "merge" } });
    expect(ingest.eventNotifications).to.include({ mode: "bucket", configuration: "merge" });
  });

  it("say where messages go, and take the object without a key for nowhere", () => {
    const notifications = {
      topic: { subscribers: ["ops@example.com"] },
      integrationName: "ALERTS",
    };
    const tags = { team: "security" };
    const settings = read({ "snowtrail:notifications": notifications, "snowtrail:tags": tags });
    expect(JSON.parse(JSON.stringify(settings.notifications))).to.deep.equal({
      ...notifications,
      tags,
    });
    const topic = read({ "snowtrail:notifications": { topic: {} } }).notifications?.topic;
    expect(topic).not.to.be.undefined;
    expect(read({ "snowtrail:notifications": {} }).notifications).to.be.undefined;
  });

  it("say what alerts tell, if there are any", () => {
    const chosen = { minimumSeverity: "low", detections: ["root_activity"], scheduleMinutes: 60 };
    const settings = read({
      "snowtrail:notifications": { topic: {} },
      "snowtrail:alerts": { enabled: true, ...chosen },
    });
    expect(settings.alerts).to.deep.equal(chosen);
    expect(read({ "snowtrail:alerts": { enabled: false } }).alerts).to.be.undefined;
  });

  it("take a number or a boolean that is stored as text", () => {
    const settings = read({
      "snowtrail:bucket": { retentionDays: "730" },
      "snowtrail:trail": { skip: "true" },
    });
    expect(settings.source.bucket?.retentionDays).to.equal(730);
    expect(settings.source.trail?.skip).to.be.true;
  });

  it("leave out what is empty", () => {
    const { source, ingest } = read();
    expect(source.prefix).to.be.undefined;
    expect(ingest.filePattern).to.be.undefined;
  });
});
