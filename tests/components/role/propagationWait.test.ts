import { expect } from "chai";

import { waitProvider } from "../../../components/role/propagationWait";

const inputs = { seconds: 30, triggers: ["role", "trust"] };

describe("components: the wait for IAM", () => {
  it("waits when it is created", async () => {
    const begun = Date.now();
    const { outs } = await waitProvider.create({ ...inputs, seconds: 0.05 });
    expect(Date.now() - begun).to.be.at.least(45);
    expect(outs?.triggers).to.deep.equal(inputs.triggers);
  });

  it("is replaced, and so waits again, when a trigger changes", async () => {
    const diff = await waitProvider.diff?.("waited", inputs, {
      ...inputs,
      triggers: ["role", "new"],
    });
    expect(diff).to.deep.equal({ changes: true, replaces: ["triggers"] });
  });

  it("does not wait again as long as the triggers stay", async () => {
    const diff = await waitProvider.diff?.("waited", inputs, { ...inputs, seconds: 60 });
    expect(diff).to.deep.equal({ changes: false, replaces: [] });
  });
});
