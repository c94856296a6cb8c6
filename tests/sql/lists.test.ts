import { expect } from "chai";
import path from "node:path";
import { CatalogueError, draftExceptions, patternOf, readCatalogue } from "../../sql/catalogue";
import { patternColumns } from "../../sql/catalogue/pattern";
import { withFolder } from "./ownFolder";
import { catalogueOf, exceptionsHead, indicatorsHead, today } from "./ownLists";

/** What is wrong with a list, its folder's name taken out. */
function mistakesIn(name: string, text: string): string {
  return withFolder({ [name]: text }, (detectionsFolder) => {
    try {
      readCatalogue({ detectionsFolder, today });
    } catch (error) {
      expect(error).to.be.instanceOf(CatalogueError);
      return (error as Error).message.replaceAll(`${detectionsFolder}${path.sep}`, "");
    }
    throw new Error("expected an error");
  });
}

describe("sql: the lists beside one's own detections", () => {
  it("are in views whose texts hold them, and no value leaves its literal", () => {
    const { lists } = catalogueOf({
      "exceptions.csv": `${exceptionsHead}
root_activity,userIdentity.arn,"it's \\ 100%, or *",Known,ops,2026-03-17
`,
      "indicators.csv": `${indicatorsHead}\nnetwork,198.51.100.0/25,A scanner,,\n`,
    });
    expect(
      lists.map(({ statement }) => statement.replace(/[0-9a-f]{12}(?= \*)/, "DIGEST")),
    ).to.deep.equal([
      `select
    column1::varchar as detection,
    column2::varchar as field,
    column3::varchar as pattern,
    column4::varchar as reason,
    column5::varchar as owner,
    column6::date as expires,
    column7::varchar as like_pattern,
    column8::varchar as first_address,
    column9::varchar as last_address
from values
    ('root_activity', 'userIdentity.arn', 'it''s \\\\ 100%, or *', 'Known', 'ops', '2026-03-17', 'it''s \\\\ 100!%, or %', null, null)
/* digest DIGEST */`,
      `select
    column1::varchar as kind,
    column2::varchar as value,
    column3::varchar as description,
    column4::varchar as source,
    column5::date as expires,
    column6::varchar as like_pattern,
    column7::varchar as first_address,
    column8::varchar as last_address
from values
    ('network', '198.51.100.0/25', 'A scanner', null, null, '198.51.100.0/25', '4:198051100000', '4:198051100127')
/* digest DIGEST */`,
    ]);
  });

  it("cost nothing where they are empty: FINDINGS reads neither", () => {
    const { findings, detections } = readCatalogue();
    expect(findings).not.to.match(/exceptions|indicator/);
    expect(detections.map(({ id }) => id)).to.include("indicator_match");
    const listed = catalogueOf({ "indicators.csv": `${indicatorsHead}\naddress,192.0.2.1,x,,\n` });
    expect(listed.findings).to.contain("from indicator_match");
  });

  it("have drafts, which mean just what was logged and are refused until somebody answers for them", () => {
    for (const value of [
      "user/maria of 111122223333",
      "203.0.113.7",
      'a "quoted", one',
      "100 %_!",
    ]) {
      expect(patternOf(value)).to.equal(value);
    }
    for (const value of [
      "a*",
      "203.0.113.0/24",
      "",
      " a",
      "a ",
      "a\tb",
      "+1",
      "＝1",
      "a".repeat(501),
    ]) {
      expect(patternOf(value), value).to.equal(undefined);
    }
    const draft = { detection: "root_activity", field: "target", pattern: 'a "b", c' };
    const text = draftExceptions([{ ...draft, expires: "2026-06-15" }]);
    expect(text).to.equal(`${exceptionsHead}\nroot_activity,target,"a ""b"", c",,,2026-06-15\n`);
    expect(mistakesIn("exceptions.csv", text)).to.equal(`exceptions.csv: the list is wrong.
  line 2: reason: expected text.
  line 2: owner: expected text.`);
    const filled = catalogueOf({ "exceptions.csv": text.replace(",,,", ",Why,ops,") });
    expect(filled.exceptions).to.deep.equal([
      { ...draft, reason: "Why", owner: "ops", expires: "2026-06-15" },
    ]);
  });

  const wrong: Record<string, [name: string, text: string, message: string]> = {
    "each wrong line of exceptions is named, with what is expected": [
      "exceptions.csv",
      `${exceptionsHead}
no_such,sourceIPAddress,192.0.2.1,Why,ops,2027-01-31
*,useridentity.arn,x,Why,ops,2027-02-30

*,sourceIPAddress,192.0.2.1,Why,,2027-01-31
*,sourceIPAddress,192.0.2.1,Why,ops,2026-03-16
*,sourceIPAddress,192.0.2.1,Why, or why not,ops,2027-01-31
`,
      `exceptions.csv: the list is wrong.
  line 2: detection: expected * or the id of a detection, found "no_such". All ids are listed by "snowtrail list".
  line 3: field: expected actor, target or a path into the event such as userIdentity.arn, found "useridentity.arn". It begins with a field of CloudTrail, in its letter case.
  line 3: expires: expected a day as YYYY-MM-DD.
  line 5: owner: expected text.
  line 6: expires: expected today (2026-03-17) or a later day, since what has expired counts no more. Take the line out, or give it a new day.
  line 7: expected 6 values, found 7. Put one with a comma in it into double quotes.`,
    ],
    "each wrong indicator is named": [
      "indicators.csv",
      `${indicatorsHead}
address,203.0.113.300,x,,
network,203.0.113.0/33,x,,
network,203.0.113.0,x,,
access_key,secret,x,,
user_agent,**,x,,
domain,example.com,x,,
`,
      `indicators.csv: the list is wrong.
  line 2: value: expected an address such as 203.0.113.7 or 2001:db8::7, found "203.0.113.300".
  line 3: value: expected a network such as 203.0.113.0/24 or 2001:db8::/32, found "203.0.113.0/33".
  line 4: value: expected a network such as 203.0.113.0/24 or 2001:db8::/32, found "203.0.113.0".
  line 5: value: expected the id of an access key, such as AKIAIOSFODNN7EXAMPLE, found "secret".
  line 6: value: expected a user agent, in which * stands for any characters, found "**".
  line 7: kind: expected one of address, network, access_key, user_agent.`,
    ],
    "a first line that does not name the columns is told": [
      "exceptions.csv",
      "root_activity,actor,x,Why,ops,2027-01-31\n",
      'exceptions.csv: line 1: expected the names of the columns, detection,field,pattern,reason,owner,expires, found "root_activity,actor,x,Why,ops,2027-01-31". Write that line first.',
    ],
    "a quote that is never closed is told": [
      "exceptions.csv",
      `${exceptionsHead}\n*,actor,"x,Why,ops,2027-01-31\n`,
      "exceptions.csv: line 2: expected CSV, in which each double quote that is opened is closed on its line.",
    ],
  };
  for (const [what, [name, text, message]] of Object.entries(wrong)) {
    it(what, () => {
      expect(mistakesIn(name, text)).to.equal(message);
    });
  }

  it("know an address by its key, however it is written, and a network by its first and last", () => {
    const keysOf = (pattern: string): (string | undefined)[] => {
      const { first_address, last_address } = patternColumns(pattern);
      return [first_address, last_address];
    };
    expect(keysOf("203.0.113.77/30")).to.deep.equal(["4:203000113076", "4:203000113079"]);
    expect(keysOf("0.0.0.0/0")).to.deep.equal(["4:000000000000", "4:255255255255"]);
    const one = "6:20010DB8000000000000000000000001";
    expect(keysOf("2001:DB8:0::1")).to.deep.equal([one, one]);
    expect(keysOf("2001:db8::/31")).to.deep.equal([
      "6:20010DB8000000000000000000000000",
      `6:20010DB9${"F".repeat(24)}`,
    ]);
    expect(keysOf("::ffff:203.0.113.7")).to.deep.equal(
      Array<string>(2).fill("6:00000000000000000000FFFFCB007107"),
    );
    for (const none of [
      "203.0.113.0/33",
      "203.0.113.*",
      "203.0.113.0/8/8",
      "10/8",
      "x",
      "::/129",
    ]) {
      expect(keysOf(none), none).to.deep.equal([undefined, undefined]);
    }
  });
});
