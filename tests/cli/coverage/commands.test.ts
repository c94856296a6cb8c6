import { expect } from "chai";
import { readFileSync } from "node:fs";
import { readCatalogue } from "../../../sql/catalogue";
import { TestFolder, snowtrail } from "../logFiles";

describe("snowtrail list and snowtrail coverage", () => {
  let folder: TestFolder;
  before(() => {
    folder = new TestFolder();
    folder.write(
      "own/mine.sql",
      "/*\nid: mine\ntitle: Mine\nseverity: info\n*/\nselect * from cloudtrail where eventName = 'A'\n",
    );
  });
  after(() => {
    folder.remove();
  });

  const parsed = (text: string): Record<string, unknown>[] =>
    JSON.parse(text) as Record<string, unknown>[];

  it("list tells of all that run, one's own among them, the gravest first", async () => {
    const { stdout, status } = await snowtrail([
      ...["list", "--detections", folder.at("own"), "--disable", "root_activity"],
      ...["--format", "json"],
    ]);
    const rows = parsed(stdout);
    expect(rows).to.have.length(readCatalogue().detections.length);
    expect(rows[0]).to.include({ severity: "critical" });
    expect(rows.at(-1)).to.deep.equal({
      ...{ severity: "info", id: "mine", title: "Mine", techniques: "", status: "experimental" },
    });
    expect(status).to.equal(0);
  });

  it("coverage fails when a control has lost its detection", async () => {
    const whole = await snowtrail(["coverage", "--cis", "5.0", "--format", "json"]);
    expect(whole.status).to.equal(0);
    expect(parsed(whole.stdout)).to.have.length(16);
    const { status, stdout } = await snowtrail([
      ...["coverage", "--cis", "5.0", "--format", "json"],
      ...["--disable", "root_activity, vpc_changes", "--disable", "route_table_changes"],
    ]);
    expect(status).to.equal(1);
    const open = parsed(stdout).filter(({ coverage }) => coverage === "not covered");
    expect(open.map(({ control }) => control)).to.deep.equal(["4.3", "4.13", "4.14"]);
  });

  it("coverage refuses a version that it does not know, and names those that it does", async () => {
    const { status, stderr } = await snowtrail(["coverage", "--cis", "2"]);
    expect(status).to.equal(2);
    expect(stderr).to.contain("Allowed choices are 1.2, 1.4, 3.0, 4.0, 5.0, 6.0");
  });

  it("coverage writes a layer, or says that it could not", async () => {
    const { status, stdout } = await snowtrail([
      "coverage",
      "--navigator",
      folder.at("layer.json"),
    ]);
    expect(status).to.equal(0);
    expect(stdout).to.contain("T1078.004");
    expect(JSON.parse(readFileSync(folder.at("layer.json"), "utf8"))).to.include({
      name: "Snowtrail",
    });
    const refused = await snowtrail(["coverage", "--navigator", folder.at("own")]);
    expect(refused.status).to.equal(4);
    expect(refused.stderr).to.contain(folder.at("own"));
  });
});
