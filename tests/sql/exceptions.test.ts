import { expect } from "chai";
import { readCatalogue } from "../../sql/catalogue";
import { loaded, logFile } from "./loaded";
import { detectionFile, withFolder } from "./ownFolder";
import { catalogueOf, exceptionsHead, today } from "./ownLists";

describe("sql: exceptions", () => {
  const event = (eventID: string, fields: object = {}): object => ({
    eventID,
    eventName: "X",
    eventTime: "2026-03-17T09:00:00Z",
    ...fields,
  });
  const from = (sourceIPAddress: string): object => ({ sourceIPAddress });
  const by = (arn: string): object => ({ userIdentity: { type: "IAMUser", arn } });
  const records = [
    event("nobody's"),
    event("the scanner's", by("arn:aws:iam::111122223333:user/scanner-7")),
    event("a scanner's in other letters", by("arn:aws:iam::111122223333:user/SCANNER-7")),
    event("inside", from("198.51.100.127")),
    event("outside", from("198.51.100.128")),
    event("inside, written otherwise", from("2001:DB8:0:0::7")),
    event("expired", { requestParameters: { bucketName: "old" } }),
    event("in an array", { resources: [{ ARN: "arn:aws:s3:::logs" }] }),
    event("by two", { ...from("198.51.100.7"), ...by("arn:aws:iam::111122223333:user/scanner-8") }),
    { eventName: "X", sourceIPAddress: "198.51.100.8" },
    { eventName: "X", sourceIPAddress: "198.51.100.8" },
  ];
  const catalogue = withFolder(
    {
      "example.sql": detectionFile("example"),
      "other.sql": detectionFile("other"),
      "exceptions.csv": `${exceptionsHead}
example,userIdentity.arn,arn:aws:iam::*:user/scanner-*,Our scanner,ops,2027-01-31
example,sourceIPAddress,198.51.100.0/25,The office,it,2027-06-30
example,sourceIPAddress,2001:db8::7,The office,it,2027-06-30
*,target,bucketName old,Soon gone,ops,2026-03-17
other,resources.0.ARN,arn:aws:s3:::logs,The bucket of logs,ops,2027-01-31
`,
    },
    (detectionsFolder) => readCatalogue({ detectionsFolder, today }),
  );

  it("leave findings out of FINDINGS until they expire, and SUPPRESSED shows those with the reason", async () => {
    const engine = await loaded([logFile(records)], catalogue);
    try {
      await engine.setTime(new Date("2026-03-18T00:00:00Z"));
      const rowsOf = async (sql: string): Promise<unknown[]> => (await engine.query(sql)).rows;
      expect(
        await rowsOf(
          "select detection_id, eventID, reason, owner, expires from suppressed order by 1, 2",
        ),
      ).to.deep.equal([
        ["example", "by two", "The office", "it", "2027-06-30"],
        ["example", "inside", "The office", "it", "2027-06-30"],
        ["example", "inside, written otherwise", "The office", "it", "2027-06-30"],
        ["example", "the scanner's", "Our scanner", "ops", "2027-01-31"],
        ["example", null, "The office", "it", "2027-06-30"],
        ["example", null, "The office", "it", "2027-06-30"],
        ["other", "in an array", "The bucket of logs", "ops", "2027-01-31"],
      ]);
      const counts = "select detection_id, count(*) from findings group by 1 order by 1";
      expect(await rowsOf(counts)).to.deep.equal([
        ["example", 5],
        ["other", 10],
      ]);
      await engine.setTime(new Date("2026-03-17T23:59:59Z"));
      expect(await rowsOf(counts)).to.deep.equal([
        ["example", 4],
        ["other", 9],
      ]);
    } finally {
      await engine.close();
    }
  });

  it("give SUPPRESSED the columns of FINDINGS, then reason, owner and expires, with exceptions or without", async () => {
    for (const each of [catalogue, readCatalogue()]) {
      const engine = await loaded([logFile([])], each);
      try {
        const namesOf = async (view: string): Promise<string[]> =>
          (await engine.query(`select * from ${view}`)).columns.map(({ name }) => name);
        expect(await namesOf("suppressed")).to.deep.equal([
          ...(await namesOf("findings")),
          ...["REASON", "OWNER", "EXPIRES"],
        ]);
      } finally {
        await engine.close();
      }
    }
  });

  it("ask about networks only where there are some", () => {
    const { findings } = catalogueOf({
      "exceptions.csv": `${exceptionsHead}\nroot_activity,actor,x,Why,ops,2027-01-31\n`,
    });
    expect(findings.slice(findings.indexOf("\nselect every_finding.*")))
      .to.match(/digest [0-9a-f]{12} \*\/$/)
      .and.satisfy((text: string) =>
        text.startsWith(`
select every_finding.*
from every_finding
    left join exceptions
        on exceptions.detection in ('*', every_finding.detection_id)
        and exceptions.expires >= sysdate()::date
        and (
            case exceptions.field
                when 'actor' then every_finding.actor
            end like exceptions.like_pattern escape '!'
        )
where exceptions.detection is null
/* digest `),
      );
  });
});
