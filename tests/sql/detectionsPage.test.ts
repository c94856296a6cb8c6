import { expect } from "chai";
import { readFileSync } from "node:fs";
import { readCatalogue } from "../../sql/catalogue";
import { detectionsPage } from "../../sql/catalogue/detectionsPage";

describe("sql: the page of detections", () => {
  it("is what the headers say (if not: npx tsx sql/detectionsPage.ts)", () => {
    const page = readFileSync("docs/detections.md", "utf8");
    expect(page).to.equal(detectionsPage(readCatalogue().detections));
  });
});
