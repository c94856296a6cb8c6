import { expect } from "chai";
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { readCatalogue } from "../../../sql/catalogue";
import { Engine } from "../../../engine";
import { load } from "../../../cli/load/load";
import { discover } from "../../../cli/sources/discover";
import { rawColumns } from "../../../cli/warehouse/flattening";
import { Warehouse } from "../../../cli/warehouse/warehouse";
import { TestFolder, deniedCall, quietEvent, rootLogin, type Json } from "../logFiles";

/** Records of every shape that the loader might treat otherwise than the view. */
const odd: Json[] = [
  quietEvent("plain"),
  rootLogin("root"),
  deniedCall("denied"),
  {},
  null,
  1,
  "text",
  [1, 2],
  {
    eventTime: "not a time",
    managementEvent: "true",
    readOnly: "no",
    sessionCredentialFromConsole: "true",
  },
  { eventTime: "2024-05-01T10:00:00.123456Z", managementEvent: 1, readOnly: null },
  { eventTime: "2024-05-01T10:00:00+02:00", readOnly: {} },
  { eventTime: 1714557600, eventName: 7, eventID: false, awsRegion: ["x"], userAgent: { a: 1 } },
  { eventTime: null, eventName: null, userIdentity: null, resources: null, errorCode: "" },
  { userIdentity: "text", requestParameters: "null", responseElements: 0.1, resources: [null] },
  { EVENTNAME: "upper", eventname: "lower", Eventname: "mixed" },
  { eventId: "aggregated", timeWindow: { start: 1 }, summary: { count: 2 } },
  { requestParameters: { "a.b": 1, "x:y": 2, Tagging: 1, tagging: 2, "*": 3, '"': 4, "\\": 5 } },
  { requestParameters: { big: 12345678901234, deep: { list: [[1], [2, null]] } } },
  { userAgent: "\u0000\u001b\u202e日本\u{1f600}'\"\\", errorMessage: "line\nbreak" },
];

describe("local: cloudtrail as loaded", () => {
  it("equals the deployed view over the raw files, row for row, odd records included", async () => {
    const folder = new TestFolder();
    const catalogue = readCatalogue();
    const file = folder.log("a.json", odd);
    const warehouse = await Warehouse.open({
      file: folder.at("events.duckdb"),
      readOnly: false,
      catalogue,
    });
    const engine = await Engine.open();
    try {
      await load(warehouse, await discover([folder.path]));
      await warehouse.ready();
      await engine.createTable("CLOUDTRAIL_RAW", rawColumns);
      await engine.copyInto(
        `copy into cloudtrail_raw (record, file_name, log_source) from (select $1, metadata$filename, '${dirname(file)}/' from @logs) file_format = (type = json)`,
        [{ name: file, lastModified: new Date(), body: readFileSync(file) }],
      );
      const columns = await engine.createView("CLOUDTRAIL", catalogue.cloudtrail.statement);
      expect(warehouse.flattening.columns).to.deep.equal(columns);
      // When it was loaded differs; what was loaded must not.
      const compared = columns
        .map(({ name }) => name)
        .filter(
          (name) => name !== "LOADED_AT" && name !== "FILE_LAST_MODIFIED" && name !== "FILE_NAME",
        );
      const select = `select ${compared.join(", ")} from cloudtrail`;
      const text = (rows: unknown[][]): string[] => rows.map((row) => JSON.stringify(row)).sort();
      const loaded = text((await warehouse.engine.query(select)).rows);
      expect(loaded).to.have.length(odd.length);
      expect(loaded).to.deep.equal(text((await engine.query(select)).rows));
      // And through the raw files as the laptop rebuilds them.
      const rebuilt = await warehouse.engine.createView("REBUILT", catalogue.cloudtrail.statement);
      expect(rebuilt).to.deep.equal(columns);
      const again = (await warehouse.engine.query(`select ${compared.join(", ")} from rebuilt`))
        .rows;
      expect(text(again)).to.deep.equal(loaded);
    } finally {
      await engine.close();
      await warehouse.close();
      folder.remove();
    }
  });
});
