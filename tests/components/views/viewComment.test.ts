import { expect } from "chai";

import { viewComment } from "../../../components/views/viewComment";

describe("components: a view's comment", () => {
  it("holds no bracket and no comma, which lead the provider astray", () => {
    expect(viewComment("Root (or break-glass), used\nat night")).to.equal(
      "Root or break-glass used at night",
    );
  });
});
