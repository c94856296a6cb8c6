import { expect } from "chai";
import { readCatalogue } from "../../sql/catalogue";
import { findingsSelect } from "../../sql/catalogue/findings";
import { digestOf } from "../../sql/catalogue/statement";
import { detectionFile, withFolder } from "./ownFolder";

const shippedIds = readCatalogue().detections.map(({ id }) => id);

/** FINDINGS over these detections alone. */
function findingsOver(titles: Record<string, string>): string {
  const files = Object.entries(titles).map(([id, title]) => [
    `${id}.sql`,
    detectionFile(id, { title }),
  ]);
  return withFolder(Object.fromEntries(files) as Record<string, string>, (folder) => {
    const { findings, cloudtrail, functions } = readCatalogue({
      detectionsFolder: folder,
      disabledDetections: shippedIds,
    });
    const called = digestOf(functions.map(({ digest }) => digest).join(" "));
    return findings.replace(cloudtrail.digest, "CLOUDTRAIL").replace(called, "FUNCTIONS");
  });
}

describe("sql: FINDINGS", () => {
  it("unites the detections, and keeps the first delivery of an event for each of them", () => {
    expect(findingsOver({ one: "First", two: "Second" })).to.equal(`with found as (
    select 'one' as detection_id, 'low' as severity, 'First' as title, one.*
    from one
    union all
    select 'two' as detection_id, 'low' as severity, 'Second' as title, two.*
    from two
)
select
    *,
    actor(userIdentity) as actor,
    target(requestParameters, resources) as target,
    file_name as first_seen_in
from found
qualify eventID is null
    or row_number() over (
        partition by detection_id, eventID, record::string
        order by loaded_at, file_name
    ) = 1
/* digest e4fc39644371 cloudtrail CLOUDTRAIL functions FUNCTIONS */`);
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
    expect(findingsOver({ one: "it's', (select 1) as x --" })).to.contain(
      "'it''s'', (select 1) as x --' as title, one.*",
    );
    expect(findingsOver({ one: "a\\' as title, 1 --" })).to.contain(
      "'a\\\\'' as title, 1 --' as title, one.*",
    );
  });

  it("carries a digest, so that a title's letter case deploys", () => {
    const digest = (text: string) => /digest ([0-9a-f]{12})/.exec(text)?.[1];
    expect(digest(findingsOver({ one: "Title" }))).to.not.equal(
      digest(findingsOver({ one: "TITLE" })),
    );
  });
});
