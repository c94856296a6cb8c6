import { expect } from "chai";
import { readCatalogue, type Catalogue } from "../../sql/catalogue";
import { findingsSelect } from "../../sql/catalogue/findings";
import { digestOf } from "../../sql/catalogue/statement";
import { loaded, logFile } from "./loaded";
import { detectionFile, withFolder } from "./ownFolder";

const shippedIds = readCatalogue().detections.map(({ id }) => id);

/** The catalogue of these detections alone, of each what its file has beside its id. */
const catalogueOf = (detections: Record<string, { title?: string; select?: string }>): Catalogue =>
  withFolder(
    Object.fromEntries(
      Object.entries(detections).map(([id, own]) => [`${id}.sql`, detectionFile(id, own)]),
    ),
    (folder) => readCatalogue({ detectionsFolder: folder, disabledDetections: shippedIds }),
  );

/** FINDINGS over one detection with this title. */
const findingsTitled = (title: string): string => textOf(catalogueOf({ one: { title } }));

function textOf({ findings, cloudtrail, functions }: Catalogue): string {
  const called = digestOf(functions.map(({ digest }) => digest).join(" "));
  return findings.replace(cloudtrail.digest, "CLOUDTRAIL").replace(called, "FUNCTIONS");
}

const selects: Record<string, { select: string }> = {
  plain: { select: "select * from cloudtrail where eventName = 'One' or errorCode = 'Denied'" },
  remarks: {
    select: `-- it's plain
select * /* what else? */ from cloudtrail
where eventName in (
    'One', -- the "first
    'it''s -- (' /* ' */
)`,
  },
  null_for_most: { select: "select * from cloudtrail where errorCode != 'x'" },
  qualified: { select: "select * from cloudtrail where cloudtrail.record:eventName = 'Two'" },
  counted: {
    select: `select * from cloudtrail where eventName is not null
qualify count(*) over (partition by awsRegion) > 1`,
  },
  united: {
    select:
      "select * from cloudtrail where eventName = 'One' union all select * from cloudtrail where eventName = 'Two'",
  },
  first_of_all: {
    select: "with x as (select * from cloudtrail) select * from x order by eventTime limit 1",
  },
};

describe("sql: FINDINGS", () => {
  it("asks all conditions on an event in one scan, unites the rest, and keeps each first delivery", () => {
    expect(
      textOf(
        catalogueOf({
          one: { title: "First" },
          two: { title: "Second" },
          windowed: { select: selects.counted?.select ?? "" },
        }),
      ),
    ).to.equal(`with judged as (
    select
        *,
        iff(eventName = 'X', true, false) as is_one,
        iff(eventName = 'X', true, false) as is_two
    from cloudtrail
    where is_one
        or is_two
),
found as (
    select
        fired.value[0]::string as detection_id,
        fired.value[1]::string as severity,
        fired.value[2]::string as title,
        judged.* exclude (is_one, is_two)
    from judged,
        lateral flatten(input => array_construct_compact(
            iff(is_one, array_construct('one', 'low', 'First'), null),
            iff(is_two, array_construct('two', 'low', 'Second'), null)
        )) as fired
    union all
    select 'windowed' as detection_id, 'low' as severity, 'An example' as title, windowed.*
    from windowed
),
-- Nearly every event is there once, and then its record need not be compared.
counted as (
    select *, count(*) over (partition by detection_id, eventID) as deliveries
    from found
)
select
    * exclude (deliveries),
    actor(userIdentity) as actor,
    target(requestParameters, resources) as target,
    file_name as first_seen_in
from counted
qualify eventID is null
    or row_number() over (
        partition by detection_id, eventID, iff(deliveries > 1, record::string, null)
        order by loaded_at, file_name
    ) = 1
/* digest 68ccf746ec2e cloudtrail CLOUDTRAIL functions FUNCTIONS */`);
  });

  it("finds what the views of the detections find, whatever their shape", async () => {
    const catalogue = catalogueOf(selects);
    const events = ["One", "Two", "it's -- (", null, 7].map((eventName, index) => ({
      eventID: `event ${index}`,
      eventTime: `2026-03-17T09:0${index}:00Z`,
      eventName,
      ...(index === 1 && { errorCode: "Denied" }),
    }));
    const engine = await loaded([logFile([...events, "no event"])], catalogue);
    try {
      const rowsOf = async (sql: string): Promise<unknown[]> => (await engine.query(sql)).rows;
      const found = await rowsOf("select detection_id, eventID from findings order by 1, 2");
      expect(found).to.not.be.empty;
      const ids = Object.keys(selects);
      const each = ids.map((id) => `select '${id}' as id, eventID from ${id}`).join(" union all ");
      expect(found).to.deep.equal(await rowsOf(`${each} order by 1, 2`));
      expect(new Set(found.map((row) => (row as string[])[0]))).to.deep.equal(new Set(ids));
    } finally {
      await engine.close();
    }
  });

  it("over no detection has the same columns and no rows", () => {
    const functions = [{ digest: "one" }, { digest: "two" }];
    expect(findingsSelect([], "CLOUDTRAIL", functions)).to.equal(`select
    '' as detection_id,
    '' as severity,
    '' as title,
    cloudtrail.*,
    actor(userIdentity) as actor,
    target(requestParameters, resources) as target,
    file_name as first_seen_in
from cloudtrail
where 1 = 0
/* digest 242e2e055d18 cloudtrail CLOUDTRAIL functions ${digestOf("one two")} */`);
  });

  it("lets no title out of its literal", () => {
    expect(findingsTitled("it's', (select 1) as x --")).to.contain(
      "array_construct('one', 'low', 'it''s'', (select 1) as x --'), null)",
    );
    expect(findingsTitled("a\\' as title, 1 --")).to.contain(
      "array_construct('one', 'low', 'a\\\\'' as title, 1 --'), null)",
    );
  });

  it("carries a digest, so that a title's letter case deploys", () => {
    const digest = (text: string) => /digest ([0-9a-f]{12})/.exec(text)?.[1];
    expect(digest(findingsTitled("Title"))).to.not.equal(digest(findingsTitled("TITLE")));
  });
});
