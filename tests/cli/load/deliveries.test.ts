import { expect } from "chai";
import { Deliveries } from "../../../cli/load/deliveries";

/** What was delivered with these ids, as JSON; without one, where it is undefined. */
function given(ids: Iterable<string | undefined>): Deliveries {
  const deliveries = new Deliveries();
  for (const id of ids) add(deliveries, id);
  return deliveries;
}

function add(deliveries: Deliveries, id: string | undefined): void {
  const text = `{"eventID":${id ?? ""},"eventName":"x"}`;
  deliveries.add(Buffer.from(text), id === undefined ? -1 : text.indexOf(":") + 1);
}

describe("The events that were delivered more than once", () => {
  it("are none when there are no records, or one", () => {
    expect(given([]).repeated()).to.equal(0);
    expect(given(['"a"']).repeated()).to.equal(0);
  });

  it("count once each, however often they came", () => {
    expect(given(['"a"', '"b"', '"a"', '"c"', '"b"', '"a"', '"A"', '"ab"']).repeated()).to.equal(2);
  });

  it("are told by what the ids read as", () => {
    expect(given(["5", '"5"', "5.0", "true", '"true"', '""', '""']).repeated()).to.equal(3);
    expect(given([String.raw`"a\"b"`, String.raw`"a\"c"`, String.raw`"a\\"`]).repeated()).to.equal(
      0,
    );
  });

  it("are none of those without an id", () => {
    const deliveries = given([undefined, '"a"', undefined, "null", "null"]);
    expect(deliveries.records).to.equal(5);
    expect(deliveries.repeated()).to.equal(0);
  });

  it("are told apart among hundreds of thousands whose ids are nearly the same", () => {
    function* ids(): Generator<string> {
      for (let at = 0; at < 300_000; at += 1) {
        const number = String(at).padStart(12, "0");
        yield `"00000000-0000-4000-8000-${number}"`;
        if (at % 1000 === 0) yield `"00000000-0000-4000-8000-${number}"`;
      }
    }
    expect(given(ids()).repeated()).to.equal(300);
  });

  it("do not count records that were taken back", () => {
    const deliveries = given(Array.from({ length: 70_000 }, (_, at) => `"${at % 35_000}"`));
    deliveries.withdraw(34_990);
    expect(deliveries.repeated()).to.equal(10);
    // What comes in their place has nothing of them left.
    for (let more = 0; more < 34_990; more += 1) add(deliveries, undefined);
    expect(deliveries.repeated()).to.equal(10);
  });

  it("can be asked for, and go on", () => {
    const deliveries = given(['"a"', '"a"']);
    expect(deliveries.repeated()).to.equal(1);
    add(deliveries, '"b"');
    add(deliveries, '"b"');
    expect(deliveries.repeated()).to.equal(2);
  });

  it("can be forgotten", () => {
    const deliveries = given(['"a"', '"a"']);
    deliveries.clear();
    add(deliveries, '"a"');
    expect([deliveries.records, deliveries.repeated()]).to.deep.equal([1, 0]);
  });
});
