import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readCatalogue } from "../../sql/catalogue";
import { loaded, logFileOf } from "../sql/loaded";
import { Deployed } from "./deployed";
import { logFile, logKey } from "./events";
import * as settings from "./settings";

describe("chain: exceptions and indicators as they are deployed", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "snowtrail-lists-"));
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const write = (name: string, ...lines: string[]): void => {
    writeFileSync(path.join(folder, name), lines.map((line) => `${line}\n`).join(""));
  };

  it("change the findings as they do on the laptop, and as soon as they are edited", async () => {
    const head = "detection,field,pattern,reason,owner,expires";
    write(
      "exceptions.csv",
      head,
      'root_activity,sourceIPAddress,198.51.100.0/24,"A drill, each year",ops,2999-12-31',
    );
    write("indicators.csv", "kind,value,description", "address,198.51.100.7,A scanner");
    const deployed = await Deployed.as({
      config: {
        ...settings.detectionsFolder(folder),
        ...settings.moreDetections("indicator_match"),
      },
    });
    await deployed.deliver();
    const catalogue = readCatalogue({ detectionsFolder: folder });
    const laptop = await loaded([logFileOf(gunzipSync(logFile).toString(), logKey)], catalogue);
    const suppressed = "select detection_id, actor, reason, owner, expires from suppressed";
    for (const place of [deployed.sandbox, laptop]) {
      const { rows } = await place.query("select detection_id from findings order by 1");
      expect(rows.flat()).to.deep.equal(["console_login_without_mfa", "indicator_match"]);
      expect((await place.query(suppressed)).rows).to.deep.equal([
        ["root_activity", "root user of 111122223333", "A drill, each year", "ops", "2999-12-31"],
      ]);
    }
    await laptop.close();

    // A line that is taken out, and a word in another letter case, which the provider's diff does not see by itself.
    write("exceptions.csv", head);
    await deployed.up();
    expect(await deployed.findings()).to.include("root_activity");
    expect((await deployed.sandbox.query(suppressed)).rows).to.be.empty;
    write("indicators.csv", "kind,value,description", "address,198.51.100.7,A SCANNER");
    await deployed.up();
    const { rows } = await deployed.sandbox.query("select description from indicators");
    expect(rows).to.deep.equal([["A SCANNER"]]);
    await deployed.sandbox.close();
  });
});
