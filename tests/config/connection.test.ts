import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { failure, read } from "./stack";

const valueOf = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => output.apply(resolve));

describe("config: how to reach Snowflake", () => {
  it("is the stack's own, every value as a secret and with its type", async () => {
    const { connection } = read(
      {
        "snowflake:user": "DEPLOYER",
        "snowflake:privateKey": "example",
        "snowflake:loginTimeout": "30",
        "snowflake:disableTelemetry": "true",
        "snowflake:params": { query_tag: "snowtrail" },
      },
      ["snowflake:privateKey"],
    );
    expect(Object.keys(connection).sort()).to.deep.equal([
      "disableTelemetry",
      "loginTimeout",
      "params",
      "privateKey",
      "user",
    ]);
    for (const value of Object.values(connection)) {
      expect(await pulumi.isSecret(value as pulumi.Output<unknown>)).to.be.true;
    }
    expect(await valueOf(pulumi.output(connection.loginTimeout))).to.equal(30);
    expect(await valueOf(pulumi.output(connection.disableTelemetry))).to.equal(true);
    expect(await valueOf(pulumi.output(connection.params))).to.deep.equal({
      query_tag: "snowtrail",
    });
  });

  it("leaves to the program what the program decides", () => {
    const { connection } = read({
      "snowflake:warehouse": "OTHER",
      "snowflake:validateDefaultParameters": "true",
    });
    expect(connection).to.deep.equal({});
  });

  it("refuses the stale names of the provider's README, and repeats no value", () => {
    const message = failure({ "snowflake:account": "hunter2", "snowflake:port": "hunter2" });
    expect(message).to.match(
      /snowflake:account: there is no such setting[.] .*snowflake:accountName,/,
    );
    expect(message).to.match(/snowflake:port: expected a whole number/);
    expect(message).not.to.include("hunter2");
  });
});
