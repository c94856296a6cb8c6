import { expect } from "chai";

import { eachIsRefused } from "./refused";
import { failure } from "./stack";

describe("config: mistakes of keys and types", () => {
  eachIsRefused([
    [
      "an unknown key, with those that there are",
      { "snowtrail:bucketName": "logs" },
      /^snowtrail:bucketName: there is no such setting[.] Remove it, or rename it to one of snowtrail:bucket, .*snowtrail:protect[.]$/,
    ],
    [
      "an unknown key of an object, with those that there are",
      { "snowtrail:database": { exists: "SECURITY" } },
      /^snowtrail:database[.]exists: there is no such setting[.] Remove it, or rename it to one of snowtrail:database[.]existing, snowtrail:database[.]name[.]$/,
    ],
    [
      "an unknown key of an object in an object",
      { "snowtrail:bucket": { transition: { days: 90, class: "GLACIER" } } },
      /^snowtrail:bucket[.]transition[.]class: there is no such setting[.] .* one of snowtrail:bucket[.]transition[.]days, snowtrail:bucket[.]transition[.]storageClass[.]$/,
    ],
    [
      "a text in place of an object",
      { "snowtrail:bucket": "adopt" },
      /^snowtrail:bucket: expected an object with one or more of the keys existing, ownPolicy, .* Run: pulumi config set --path 'snowtrail:bucket[.]<key>' <value>$/,
    ],
    [
      "a list in place of an object in an object",
      { "snowtrail:trail": { organization: ["o-exampleorgid"] } },
      /^snowtrail:trail[.]organization: expected an object .* Run: pulumi config set --path 'snowtrail:trail[.]organization[.]<key>' <value>$/,
    ],
    [
      "a key that has to be there",
      { "snowtrail:bucket": { transition: { storageClass: "GLACIER" } } },
      /^snowtrail:bucket[.]transition[.]days: is missing[.] Run: pulumi config set --path 'snowtrail:bucket[.]transition[.]days' <value>, or remove the whole of snowtrail:bucket[.]transition[.]$/,
    ],
    [
      "an unknown key of an object in a list, and where that is",
      {
        "snowtrail:trail": {
          advancedEventSelectors: [
            { fieldSelectors: [{ field: "eventCategory", equals: ["Management"], equal: ["x"] }] },
          ],
        },
      },
      /^snowtrail:trail[.]advancedEventSelectors\[0\][.]fieldSelectors\[0\][.]equal: there is no such setting[.] .* one of .*[.]equals,/,
    ],
    [
      "another account without its id",
      { "snowtrail:roleAccount": { profile: "security" } },
      /^snowtrail:roleAccount[.]id: is missing[.]/,
    ],
    [
      "another account without a way to reach it",
      { "snowtrail:trail": { account: { id: "123456789012" } } },
      /^snowtrail:trail[.]account: tells of another account and not how to reach it[.]/,
    ],
    [
      "a list of texts in place of a list of objects",
      { "snowtrail:trail": { insightSelectors: ["ApiCallRateInsight"] } },
      /^snowtrail:trail[.]insightSelectors: expected a list of objects[.]/,
    ],
    [
      "a number in place of a text",
      { "snowtrail:bucket": { existing: 1 } },
      /^snowtrail:bucket[.]existing: expected a text[.] Write it in quotes .* pulumi config set --path --type string 'snowtrail:bucket[.]existing' <value>$/,
    ],
    [
      "nothing in place of a name",
      { "snowtrail:database": { existing: null } },
      /^snowtrail:database[.]existing: expected a text/,
    ],
    [
      "an empty name, which must not make a new one",
      { "snowtrail:bucket": { existing: "" } },
      /^snowtrail:bucket[.]existing: "" is not the name of a bucket/,
    ],
    [
      "a boolean that is none",
      { "snowtrail:protect": "yes" },
      /^snowtrail:protect: expected a boolean. Give true or false/,
    ],
    [
      "a boolean that is none in an object",
      { "snowtrail:trail": { skip: 1 } },
      /^snowtrail:trail[.]skip: expected a boolean. Give true or false/,
    ],
    [
      "a number that is none",
      { "snowtrail:bucket": { retentionDays: "a year" } },
      /^snowtrail:bucket[.]retentionDays: expected a whole number/,
    ],
    [
      "a fraction",
      { "snowtrail:warehouse": { autoSuspend: 60.5 } },
      /^snowtrail:warehouse[.]autoSuspend: expected a whole number/,
    ],
    [
      "a list that is a text",
      { "snowtrail:disabledDetections": "root_activity" },
      /^snowtrail:disabledDetections: expected a list of texts.* pulumi config set --path 'snowtrail:disabledDetections\[0\]' <value>$/,
    ],
    [
      "a list of numbers",
      { "snowtrail:eventKinds": [1] },
      /^snowtrail:eventKinds: expected a list of texts/,
    ],
    [
      "a tag that is a number",
      { "snowtrail:tags": { cost: 7 } },
      /^snowtrail:tags: expected an object of texts.* pulumi config set --path --type string 'snowtrail:tags[.]<key>' <value>$/,
    ],
    [
      "percentages that are texts",
      {
        "snowtrail:warehouse": { resourceMonitor: { creditQuota: 5, notifyTriggers: ["half"] } },
      },
      /^snowtrail:warehouse[.]resourceMonitor[.]notifyTriggers: expected a list of whole numbers/,
    ],
  ]);

  it("are told all at once, each in a line, and then how to change a setting", () => {
    const lines = failure({
      "snowtrail:prefx": "a",
      "snowtrail:protect": "maybe",
      "snowtrail:bucket": { existing: "a" },
      "snowtrail:disabledDetections": ["nope"],
    }).split("\n");
    expect(lines).to.have.length(6);
    expect(lines[0]).to.equal("The configuration is wrong, and nothing was made:");
    expect(lines[5]).to.equal(
      "Change a setting with: pulumi config set --path '<setting>' <value>, and remove one with: pulumi config rm --path '<setting>'",
    );
  });
});
