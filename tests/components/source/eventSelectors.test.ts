import { expect } from "chai";

import {
  type AdvancedEventSelector,
  advancedEventSelectorsRule,
  withManagementEvents,
} from "../../../components/source/eventSelectors";

const category = (name: string): { field: string; equals: string[] } => ({
  field: "eventCategory",
  equals: [name],
});
const objects = { field: "resources.type", equals: ["AWS::S3::Object"] };
const reads = { field: "readOnly", equals: ["true"] };

const dataEvents: AdvancedEventSelector = {
  name: "Objects of one bucket",
  fieldSelectors: [
    category("Data"),
    objects,
    { field: "resources.ARN", startsWiths: ["arn:aws:s3:::example/"] },
  ],
};

describe("components: which events a trail records", () => {
  it("takes data events, network activity events and some of the management events", () => {
    const sound: AdvancedEventSelector[] = [
      dataEvents,
      { fieldSelectors: [category("Data"), objects, reads] },
      {
        fieldSelectors: [
          category("NetworkActivity"),
          { field: "eventSource", equals: ["kms.amazonaws.com"] },
          { field: "errorCode", equals: ["VpceAccessDenied"] },
        ],
      },
      {
        fieldSelectors: [
          category("Management"),
          { field: "eventSource", notEquals: ["kms.amazonaws.com"] },
        ],
      },
    ];
    expect(advancedEventSelectorsRule(sound)).to.be.undefined;
  });

  const refused: [rule: string, fieldSelectors: object[], problem: RegExp][] = [
    ["no category", [objects], /^selector 1 has no eventCategory[.] .* Management, Data/],
    ["a category that is none", [category("Insight")], /^selector 1 has no eventCategory[.]/],
    [
      "two categories",
      [category("Data"), category("Management"), objects],
      /^selector 1 has no eventCategory[.] Give one field selector/,
    ],
    ["data events of no type", [category("Data")], /no resources[.]type.* AWS::S3::Object/],
    [
      "data events of two types",
      [category("Data"), { ...objects, equals: ["AWS::S3::Object", "AWS::Lambda::Function"] }],
      /more than one resources[.]type[.] Give a selector for each/,
    ],
    ["network activity of no source", [category("NetworkActivity")], /no eventSource/],
    [
      "a field of another category",
      [category("Management"), { field: "eventName", equals: ["PutObject"] }],
      /selects by "eventName".* Management[.] Give one of eventCategory, eventSource, readOnly/,
    ],
    [
      "an operator that the field does not take",
      [category("Management"), { field: "eventSource", equals: ["iam.amazonaws.com"] }],
      /compares eventSource by equals.* Use notEquals[.]/,
    ],
    [
      "a value that the field cannot have",
      [category("Management"), { field: "readOnly", equals: ["yes"] }],
      /compares readOnly with "yes"[.] Give true or false[.]/,
    ],
    ["no value", [category("Management"), { field: "readOnly" }], /readOnly with nothing/],
    [
      "an empty list",
      [category("Management"), { field: "readOnly", equals: [] }],
      /readOnly with nothing/,
    ],
  ];
  for (const [rule, fieldSelectors, problem] of refused) {
    it(`refuses ${rule}`, () => {
      expect(advancedEventSelectorsRule([{ fieldSelectors }])).to.match(problem);
    });
  }

  it("refuses an empty list, more values than CloudTrail takes, and tells which selector is wrong", () => {
    expect(advancedEventSelectorsRule([])).to.match(/^is no list with a selector in it/);
    const many = { field: "resources.ARN", equals: Array<string>(500).fill("arn:aws:s3:::a/") };
    expect(
      advancedEventSelectorsRule([{ fieldSelectors: [category("Data"), objects, many] }]),
    ).to.match(/^has 502 values, and CloudTrail takes 500/);
    expect(advancedEventSelectorsRule([dataEvents, { fieldSelectors: [] }])).to.match(
      /^selector 2 has no eventCategory/,
    );
  });

  it("records all management events beside what is selected", () => {
    expect(withManagementEvents([dataEvents])).to.deep.equal([
      {
        name: "Management events",
        fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }],
      },
      dataEvents,
    ]);
  });

  it("records those management events that a selector names, and no others", () => {
    const writes = {
      fieldSelectors: [category("Management"), { field: "readOnly", equals: ["false"] }],
    };
    expect(withManagementEvents([dataEvents, writes])).to.deep.equal([dataEvents, writes]);
  });
});
