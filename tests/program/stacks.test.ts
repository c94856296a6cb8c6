import { expect } from "chai";

import { deploy } from "../../sandbox/pulumi/deploy";
import { accounts, stored } from "./deployed";

describe("program: several stacks in the same accounts", () => {
  it("do not collide, each with everything of its own", async () => {
    const sandbox = accounts();
    const names: unknown[] = [];
    for (const stack of ["dev", "prod", "prod-eu"]) {
      const { outputs } = await deploy({ stack, sandbox });
      names.push(outputs.bucketName, outputs.database, outputs.roleArn);
    }
    await sandbox.close();
    expect(new Set(names).size).to.equal(9);
  });

  it("do not collide in a database that they share", async () => {
    const sandbox = accounts();
    const config = stored({ database: { existing: "SECURITY" } });
    const dev = await deploy({ stack: "dev", sandbox, config });
    const prod = await deploy({ stack: "prod", sandbox, config });
    await sandbox.close();
    expect(dev.outputs.schema).to.equal("SNOWTRAIL_DEV");
    expect(prod.outputs.schema).to.equal("SNOWTRAIL_PROD");
  });
});
