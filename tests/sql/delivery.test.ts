import { expect } from "chai";
import { readCatalogue } from "../../sql/catalogue";
import { event } from "./event";
import { loaded, logFile } from "./loaded";
import { detectionFile, withFolder } from "./ownFolder";

const refused = (eventID: string | null | undefined, fields = {}) =>
  event({ eventSource: "s3.amazonaws.com", errorCode: "AccessDenied", eventID, ...fields });

/** The findings over these files, each with these records, as [detection, event id, file]. */
async function findings(
  files: readonly (readonly unknown[])[],
  catalogue = readCatalogue(),
): Promise<unknown[][]> {
  const engine = await loaded(
    files.map((records, at) => logFile(records, `file-${at + 1}`)),
    catalogue,
  );
  try {
    const { rows } = await engine.query(
      "select detection_id, eventID, file_name from findings order by detection_id, eventID, file_name",
    );
    return rows;
  } finally {
    await engine.close();
  }
}

describe("sql: findings of events delivered more than once", () => {
  it("an event in two files is one finding, that of its first delivery", async () => {
    expect(await findings([[refused("a")], [refused("a")]])).to.deep.equal([
      ["unauthorized_api_calls", "a", "file-1"],
    ]);
  });

  it("an event twice in one file is one finding", async () => {
    expect(await findings([[refused("a"), refused("a")]])).to.have.lengthOf(1);
  });

  it("two records that share an id and differ are two findings", async () => {
    const rows = await findings([[refused("a")], [refused("a", { userAgent: "other" })]]);
    expect(rows).to.have.lengthOf(2);
  });

  it("ids that differ in letter case only are two events", async () => {
    expect(await findings([[refused("a"), refused("A")]])).to.have.lengthOf(2);
  });

  it("events without an id are never taken for one another", async () => {
    expect(
      await findings([[refused(undefined), refused(undefined), refused(null)]]),
    ).to.have.lengthOf(3);
  });

  it("an event that two detections find is a finding of each", async () => {
    const root = { type: "Root", accountId: "111122223333" };
    const rows = await findings([[refused("a", { userIdentity: root, readOnly: false })]]);
    expect(rows.map(([id]) => id)).to.deep.equal(["root_activity", "unauthorized_api_calls"]);
  });

  it("carry the detection's id, severity and title before the event's columns, and what is told behind them", async () => {
    const engine = await loaded([logFile([refused("a")])]);
    const { columns, rows } = await engine.query("select * from findings");
    const cloudtrail = (await engine.query("select * from cloudtrail")).columns;
    await engine.close();
    expect(rows[0]?.slice(0, 3)).to.deep.equal([
      "unauthorized_api_calls",
      "low",
      "Unauthorized API call",
    ]);
    expect(columns.slice(3).map(({ name }) => name)).to.deep.equal([
      ...cloudtrail.map(({ name }) => name),
      ...["ACTOR", "TARGET", "FIRST_SEEN_IN"],
    ]);
  });

  it("tell who, to what, and in which file the event came first", async () => {
    const told = refused("a", {
      userIdentity: { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/maria" },
      requestParameters: { bucketName: "logs" },
    });
    const engine = await loaded([logFile([told], "file-1"), logFile([told], "file-2")]);
    const { rows } = await engine.query("select actor, target, first_seen_in from findings");
    await engine.close();
    expect(rows).to.deep.equal([["user/maria of 111122223333", "bucketName logs", "file-1"]]);
  });

  it("are none, under the same columns, when every detection is off", async () => {
    const disabledDetections = readCatalogue().detections.map(({ id }) => id);
    expect(await findings([[refused("a")]], readCatalogue({ disabledDetections }))).to.deep.equal(
      [],
    );
  });

  it("show a title as its header has it, whatever signs it is made of", async () => {
    const title = "it's \\' or \\n, 100 % -- /* ;";
    const files = {
      "own.sql": detectionFile("own", { title, select: "select * from cloudtrail" }),
    };
    const catalogue = withFolder(files, (folder) => readCatalogue({ detectionsFolder: folder }));
    const engine = await loaded([logFile([refused("a")])], catalogue);
    const { rows } = await engine.query("select title from findings where detection_id = 'own'");
    await engine.close();
    expect(rows).to.deep.equal([[title]]);
  });
});
