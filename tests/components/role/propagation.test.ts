import { expect } from "chai";

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
