import { expect } from "chai";
import { logNameOf } from "../../../cli/sources/logName";

const name = "111122223333_CloudTrail_eu-west-1_20260317T1225Z_tATeXvq3lnmWCcMW.json.gz";
const told = {
  account: "111122223333",
  kind: "CloudTrail",
  region: "eu-west-1",
  day: "2026-03-17",
};

describe("The name of a log file", () => {
  it("tells account, region and day in whatever folder the file lies", () => {
    expect(logNameOf(name)).to.deep.equal(told);
    expect(logNameOf(`/cases/7/${name}`)).to.deep.equal(told);
  });

  it("counts for less than the folders, by which a bucket is listed", () => {
    expect(logNameOf(`AWSLogs/444455556666/CloudTrail/us-east-1/2026/03/18/${name}`)).to.deep.equal(
      {
        account: "444455556666",
        kind: "CloudTrail",
        region: "us-east-1",
        day: "2026-03-18",
      },
    );
  });

  it("is read in regions of every partition", () => {
    for (const region of ["us-gov-west-1", "cn-north-1", "ap-southeast-2", "us-iso-east-1"]) {
      expect(logNameOf(name.replace("eu-west-1", region)).region).to.equal(region);
    }
  });

  it("tells a digest and an Insights file from events", () => {
    expect(
      logNameOf(
        "111122223333_CloudTrail-Digest_eu-west-1_larkspur_trail_us-east-1_20260317T080000Z.json.gz",
      ),
    ).to.deep.equal({ ...told, kind: "CloudTrail-Digest" });
    expect(logNameOf(name.replace("CloudTrail", "CloudTrail-Insight")).kind).to.equal(
      "CloudTrail-Insight",
    );
  });

  it("is made good by the folders of a trail, of an organization's too", () => {
    for (const before of ["", "some/prefix/", "/mnt/"]) {
      for (const organization of ["", "o-exampleorgid/"]) {
        expect(
          logNameOf(
            `${before}AWSLogs/${organization}111122223333/CloudTrail/eu-west-1/2026/03/17/renamed.json`,
          ),
        ).to.deep.equal(told);
      }
    }
  });

  it("tells the account where the folders leave it out", () => {
    expect(logNameOf(`CloudTrail/us-east-1/2026/03/18/${name}`).account).to.equal("111122223333");
  });

  it("is made good by the folders as far as these go", () => {
    expect(logNameOf("CloudTrail/eu-west-1/2026/03/17/renamed.json")).to.deep.equal({
      kind: "CloudTrail",
      region: "eu-west-1",
      day: "2026-03-17",
    });
  });

  it("tells nothing when it is somebody else's", () => {
    for (const place of [
      "export.json",
      "2026/03/17/export.json",
      "111122223333_vpcflowlogs_eu-west-1_fl-1234_20260317T1225Z_0abc.log.gz",
      `${name}/inside.json`,
    ]) {
      expect(logNameOf(place)).to.deep.equal({});
    }
  });
});
