import { expect } from "chai";
import { EventKinds, kindPlaces } from "../../../cli/findings/kinds";
import { flatteningOf } from "../../../cli/warehouse/flattening";
import { recordFilter, type RecordFilter } from "../../../engine";
import { readCatalogue, readFixtures, type Detection } from "../../../sql/catalogue";

interface Kind {
  eventSource?: unknown;
  eventName?: unknown;
}

describe("cli: the kinds of events that there are", () => {
  const catalogue = readCatalogue();
  const flattening = flatteningOf(catalogue);
  const places = kindPlaces(flattening);
  const views = new Map(
    [...catalogue.lists, ...catalogue.detections].map((each) => [each.viewName, each.statement]),
  );
  const filterOf = ({ viewName }: Detection): RecordFilter | undefined =>
    recordFilter(`select * from ${viewName}`, {
      records: { name: "CLOUDTRAIL", columns: flattening.columns, places },
      views,
    });
  const kindsOf = (events: readonly Kind[]): EventKinds =>
    new EventKinds(events.map(({ eventSource, eventName }) => [eventSource, eventName]));

  for (const detection of catalogue.detections) {
    it(`are among those that ${detection.id} may find, when it does`, () => {
      const firing = readFixtures(detection)?.cases.filter(({ kind }) => kind === "firing") ?? [];
      expect(firing).not.to.be.empty;
      for (const { name, events } of firing) {
        expect(kindsOf(events).mayPass(filterOf(detection)), name).to.equal(true);
      }
    });
  }

  it("leave few detections to ask when they are few, and none when there are none", () => {
    const asked = (kinds: EventKinds): string[] =>
      catalogue.detections.filter((each) => kinds.mayPass(filterOf(each))).map(({ id }) => id);
    const one = { eventSource: "kms.amazonaws.com", eventName: "DisableKey" };
    expect(asked(kindsOf([one]))).to.include("kms_key_disabled_or_scheduled_for_deletion");
    expect(asked(kindsOf([one]))).to.have.length.below(20);
    expect(asked(kindsOf([]))).to.deep.equal([]);
  });

  it("are those that a value reads as, whatever characters it has", () => {
    const [filter] = ['say "x"\\', "é\u0000\u2028", "5"].map((text) => {
      const value: RecordFilter = { kind: "value", key: "eventName", texts: [[text]] };
      expect(kindsOf([{ eventName: text }]).mayPass(value), text).to.equal(true);
      return value;
    });
    expect(kindsOf([{ eventName: null }]).mayPass(filter)).to.equal(false);
  });
});
