import { expect } from "chai";
import { refusal, rows } from "./warehouse";

const numbers = "values (-12.391), (0), (-1), (0.10), (0.01), (3987), (1.111)";

// Source: "SQL format models", with its own examples first.
describe("A numeric format", () => {
  const shown = async (format: string, from = numbers): Promise<unknown[]> =>
    (await rows(`select to_char(column1, '${format}') from ${from}`)).flat();

  const documented: Readonly<Record<string, readonly string[]>> = {
    '">"$99.0"<"': [
      ">-$12.4<",
      ">  $0.0<",
      "> -$1.0<",
      ">  $0.1<",
      ">  $0.0<",
      "> $##.#<",
      ">  $1.1<",
    ],
    '">"B9,999.0"<"': [
      ">   -12.4<",
      ">      .0<",
      ">    -1.0<",
      ">      .1<",
      ">      .0<",
      "> 3,987.0<",
      ">     1.1<",
    ],
    '">"TM9"<"': [
      ">-12.391<",
      ">0.000<",
      ">-1.000<",
      ">0.100<",
      ">0.010<",
      ">3987.000<",
      ">1.111<",
    ],
    '">"0XXX"<"': [">FFF4<", ">0000<", ">FFFF<", ">0000<", ">0000<", ">0F93<", ">0001<"],
    '">"S0XXX"<"': [">-000C<", ">+0000<", ">-0001<", ">+0000<", ">+0000<", ">+0F93<", ">+0001<"],
  };
  for (const [format, texts] of Object.entries(documented)) {
    it(`is shown as on Snowflake's page: ${format}`, async () => {
      expect(await shown(format)).to.deep.equal(texts);
    });
  }

  it("rounds to its last position, half away from zero", async () => {
    expect(await shown("990.0", "values (0.25), (-0.25), (9.95), (999.95)")).to.deep.equal([
      "   0.3",
      "  -0.3",
      "  10.0",
      " ###.#",
    ]);
  });

  it("groups the digits that are there, and pads with zeros from the first 0 on", async () => {
    const from = "values (7), (1234), (-1234567.891)";
    expect(await shown("9,999,999.00", from)).to.deep.equal([
      "         7.00",
      "     1,234.00",
      "-1,234,567.89",
    ]);
    expect(await shown("9G990G000D0", from)).to.deep.equal([
      "     0,007.0",
      "     1,234.0",
      "-1,234,567.9",
    ]);
    expect(await shown("0000", from)).to.deep.equal([" 0007", " 1234", "-####"]);
  });

  it("leaves blanks for zeros at the end where a 9 stands", async () => {
    expect(await shown("90.0999", "values (1), (1.25), (1.1234)")).to.deep.equal([
      "  1.0   ",
      "  1.25  ",
      "  1.1234",
    ]);
  });

  it("has no blanks in compact mode", async () => {
    expect(await shown("FM9,990.99", "values (-12.391), (0.5), (1234)")).to.deep.equal([
      "-12.39",
      "0.5",
      "1,234.",
    ]);
    expect(await shown("FM999MI", "values (5), (-5)")).to.deep.equal(["5", "5-"]);
  });

  it("puts the sign before or behind the digits", async () => {
    expect(await shown("S999", "values (5), (-5)")).to.deep.equal(["  +5", "  -5"]);
    expect(await shown("999S", "values (5), (-5)")).to.deep.equal(["  5+", "  5-"]);
    expect(await shown("999.99MI", "values (-123.45), (123.45)")).to.deep.equal([
      "123.45-",
      "123.45 ",
    ]);
  });

  it("shows whole numbers in hexadecimal, in the case that it is written in", async () => {
    expect(await shown("XXX", "values (255), (-1), (4096)")).to.deep.equal([" FF", "FFF", "###"]);
    expect(await shown("0xx", "values (255)")).to.deep.equal(["0ff"]);
  });

  it("is NULL of NULL, and takes a FLOAT", async () => {
    expect(await shown("999", "values (null::number)")).to.deep.equal([null]);
    expect(await shown("FM9990.000", "values (1e3::float), (0.0005::float)")).to.deep.equal([
      "1000.000",
      "0.001",
    ]);
  });

  it("is refused where it is none, or is not known here", () => {
    for (const format of ["TME", "9.99EEE", "999 999", "X9", "S9S", "", "99.9.9", '"9"']) {
      expect(refusal(`select to_char(1, '${format}')`)).to.contain(
        `line 1, column 19: the numeric format '${format}' is not supported here. There are TM9, fixed positions`,
      );
    }
    expect(refusal("select to_char(parameters:count, '999') from events")).to.equal(
      "line 1, column 8: TO_CHAR takes a format for a number, a date or a timestamp, and this is VARIANT. Cast it to one of them first.",
    );
  });
});
