import { expect } from "chai";
import { eventOf } from "../../../../cli/load/tables/event";
import { structOf } from "../../../../cli/load/tables/struct";

describe("local: an event in a row of an export", () => {
  it("has CloudTrail's names, and not what was empty", () => {
    const row = {
      EVENTNAME: "GetObject",
      source_ip_address: "192.0.2.1",
      errorcode: "",
      requestid: null,
      requestparameters: '{"bucketName":"b","N":12345678901234567890}',
      useridentity: {
        type: "Root",
        accountid: "111122223333",
        sessioncontext: { attributes: null },
      },
      own: "x",
    };
    expect(eventOf(row)).to.equal(
      '{"eventName":"GetObject","sourceIPAddress":"192.0.2.1",' +
        '"requestParameters":{"bucketName":"b","N":12345678901234567890},' +
        '"userIdentity":{"type":"Root","accountId":"111122223333","sessionContext":{"attributes":null}},' +
        '"own":"x"}',
    );
  });
});

describe("local: a structure of Athena", () => {
  for (const [text, value] of [
    ["{}", {}],
    ["[]", []],
    ["{type=Root, invokedby=null}", { type: "Root", invokedBy: null }],
    ["{a=x, y, z, b=}", { a: "x, y, z", b: "" }],
    [
      "[{arn=arn:aws:s3:::b, accountid=1}, {arn=x}]",
      [{ arn: "arn:aws:s3:::b", accountId: "1" }, { arn: "x" }],
    ],
    [
      "{sessioncontext={attributes={mfaauthenticated=false}}}",
      { sessionContext: { attributes: { mfaAuthenticated: "false" } } },
    ],
    ["{type=Root", undefined],
    ["{type}", undefined],
    ["{a=b}c", undefined],
  ] as const) {
    it(`${text} is ${value === undefined ? "none" : JSON.stringify(value)}`, () => {
      expect(structOf(text)).to.deep.equal(value);
    });
  }
});
