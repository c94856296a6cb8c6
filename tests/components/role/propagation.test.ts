import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { SnowflakeIngest } from "../../../components";
import { tellsAnew, untilKnown } from "../../../components/role/propagation";

const role = { description: "Reads", assumeRolePolicy: "trust" };

describe("components: the wait for IAM", () => {
  it("is for a policy that is new or another", () => {
    expect(tellsAnew({ newInputs: { policy: "reads" } })).to.equal(true);
    const changed = { oldInputs: { policy: "reads" }, newInputs: { policy: "lists" } };
    expect(tellsAnew(changed)).to.equal(true);
  });

  it("is for a trust that is another", () => {
    const changed = { oldInputs: role, newInputs: { ...role, assumeRolePolicy: "another" } };
    expect(tellsAnew(changed)).to.equal(true);
  });

  it("is not for what IAM decides nothing by", async () => {
    const changed = { oldInputs: role, newInputs: { ...role, description: "Reads logs" } };
    expect(tellsAnew(changed)).to.equal(false);
    const began = Date.now();
    await untilKnown({ urn: "urn", id: "id", name: "role", type: "role", ...changed });
    expect(Date.now() - began).to.be.below(1000);
  });
});

describe("components: in a unit test with the SDK's mocks", () => {
  it("make their role without the wait, since mocks know no hooks", async () => {
    const made: string[] = [];
    await pulumi.runtime.setMocks(
      {
        call: () => ({ partition: "aws", accountId: "111122223333" }),
        newResource({ name, inputs }) {
          made.push(name);
          return { id: name, state: { hex: "0a1b2c3d", ...inputs } as Record<string, unknown> };
        },
      },
      "audit",
      "dev",
    );
    new SnowflakeIngest("audit", { baseName: "AUDIT_DEV", logs: { bucketName: "audit-logs" } });
    await pulumi.runtime.disconnect();
    expect(made).to.include.members(["audit-role", "audit-role-policy", "audit-pipe"]);
  });
});
