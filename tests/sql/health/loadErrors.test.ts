import { expect } from "chai";
import { type Known, rowOf, rowsOf } from "./known";

describe("sql: LOAD_ERRORS", () => {
  it("names the files that failed and are not loaded since, with the last reason", async () => {
    const row = await rowOf(
      {
        copies: [
          ["mended", 3, "Error"],
          ["mended", 2],
          ["bad", 3, "first reason"],
          ["bad", 2, "last reason"],
          ["long ago", 15 * 24, "Error"],
        ],
      },
      "select file_name, reason, status, datediff('minute', failed_at, sysdate()) from load_errors",
    );
    expect(row.map(String)).to.deep.equal(["bad", "last reason", "Load failed", "120"]);
  });

  it("asks for each raw table, and names the pipe that tried last", async () => {
    const known: Known = {
      copies: [["bad", 2, "Error"]],
      byHand: [["worse", 2, "Error"]],
      others: {
        INSIGHTS: {
          loads: "insights",
          copies: [
            ["bad", 1],
            ["strange", 1, "Error"],
          ],
        },
      },
    };
    const select = "select file_name, pipe_name from load_errors order by 1";
    expect(await rowsOf(known, select)).to.deep.equal([
      ["bad", "CLOUDTRAIL_PIPE"],
      ["strange", "INSIGHTS"],
      ["worse", null],
    ]);
  });
});
