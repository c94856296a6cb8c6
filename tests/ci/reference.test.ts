import { expect } from "chai";

import { keptPage, pages } from "../../.ci/reference/pages";

describe("docs/reference", () => {
  for (const [file, page] of Object.entries(pages)) {
    it(`${file} is what the source says (if not: npm run docs)`, () => {
      expect(page()).to.equal(keptPage(file));
    });
  }

  it("tells of every key of every setting, and of every command", () => {
    expect(keptPage("settings.md")).to.match(/^\| `bucket\.retentionDays` \| `365` \| .+ \|$/m);
    expect(keptPage("settings.md")).to.include(
      "## disabledDetections\n\nlist of string, defaults to none",
    );
    expect(keptPage("commands.md").match(/^## snowtrail /gm)).to.have.length.above(10);
    expect(keptPage("components.md")).to.match(
      /^\| `logs` \| \[LogsArgs\]\(#logsargs\), known at once \| .+\. \|$/m,
    );
  });
});
