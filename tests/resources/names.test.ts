import { expect } from "chai";

import { keptNames, resourceNames } from "./names";

describe("program: the names of its resources", () => {
  it("stay, since another is a replacement (if not: docs/upgrading.md, then npm run docs)", async () => {
    expect(await resourceNames()).to.equal(keptNames());
  });
});
