import { expect } from "chai";
import { Bounds } from "../../../../cli/load/unpack/bounds";

describe("local: what unpacking may cost", () => {
  it("is 64 MB for anything, and 500 times the size beyond", () => {
    const bounds = new Bounds();
    bounds.store(1000);
    bounds.take(64 * 2 ** 20);
    expect(() => {
      bounds.take(1);
    }).to.throw("it unpacks to more than 500 times its size");
    bounds.store(2 ** 20);
    bounds.take(400 * 2 ** 20);
    expect(() => {
      bounds.take(100 * 2 ** 20);
    }).to.throw("it unpacks to more than 500 times its size");
  });

  it("is a million files", () => {
    const bounds = new Bounds();
    for (let at = 0; at < 1_000_000; at += 1) bounds.part();
    expect(() => {
      bounds.part();
    }).to.throw("it holds more than a million files");
  });
});
