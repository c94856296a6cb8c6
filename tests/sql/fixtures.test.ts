import { expect } from "chai";
import path from "node:path";
import { CatalogueError, newDetection, readCatalogue, readFixtures } from "../../sql/catalogue";
import type { FixtureCase } from "../../sql/catalogue";
import { detectionFile, withFolder } from "./ownFolder";

const event = `event:
  eventVersion: "1.11"
  eventTime: "2026-03-17T09:00:00Z"
  eventSource: s3.amazonaws.com
  eventName: GetObject
  eventType: AwsApiCall
  awsRegion: eu-west-1
  sourceIPAddress: 192.0.2.10
  userAgent: aws-cli
  userIdentity: { type: Root, "a.b": 1 }
  recipientAccountId: "111122223333"
  responseElements: null
`;
const others = "nearMisses: { n: {} }\nquiet: { q: {} }\n";

function casesOf(firing: string): FixtureCase[] {
  return read(`${event}firing: ${firing}\n${others}`)?.cases ?? [];
}

const read = (text: string) =>
  withFolder({ "x.fixtures.yaml": text }, (folder) =>
    readFixtures({ id: "x", file: path.join(folder, "x.sql") }),
  );

function mistakeIn(text: string): string {
  try {
    read(text);
  } catch (error) {
    expect(error).to.be.instanceOf(CatalogueError);
    return (error as Error).message.replace(/^.*[/\\](?=x\.fixtures)/, "");
  }
  throw new Error("expected an error");
}

describe("sql: fixtures", () => {
  it("are the cases of a file in its order, each where it stands", () => {
    expect(
      casesOf("{ f: {} }").map(({ kind, name, line, finds }) => [kind, name, line, finds]),
    ).to.deep.equal([
      ["firing", "f", 13, 1],
      ["nearMisses", "n", 14, 0],
      ["quiet", "q", 15, 0],
    ]);
  });

  it("are none where there is no file", () => {
    expect(readFixtures({ id: "x", file: "no/such/x.sql" })).to.equal(undefined);
  });

  it("change whole fields and paths, the case's before the event's, and a null stays one", () => {
    const [one] = casesOf(`
  f:
    with: { errorCode: null, userIdentity."a.b": 2, requestParameters.x.y: [1] }
    without: [responseElements]
    events: [{ with: { userIdentity.type: IAMUser }, without: [userAgent] }]`);
    expect(one?.events[0]).to.include({ errorCode: null, eventName: "GetObject" });
    expect(one?.events[0]).to.not.have.any.keys("responseElements", "userAgent");
    expect(one?.events[0]?.userIdentity).to.deep.equal({ type: "IAMUser", "a.b": 2 });
    expect(one?.events[0]?.requestParameters).to.deep.equal({ x: { y: [1] } });
  });

  it("have several events at times after the event's own, the repeated ones numbered", () => {
    const [one] = casesOf(`
  f:
    events:
      - { repeat: 2, every: 90s, with: { requestParameters.key: "k{n}", errorCode: "{n}" } }
      - { after: 1d2h3m4s, with: { errorCode: "{n}" } }
    finds: 2`);
    expect(one?.finds).to.equal(2);
    expect(
      one?.events.map(({ eventTime, requestParameters, errorCode }) => [
        eventTime,
        requestParameters,
        errorCode,
      ]),
    ).to.deep.equal([
      ["2026-03-17T09:00:00Z", { key: "k1" }, "1"],
      ["2026-03-17T09:01:30Z", { key: "k2" }, "2"],
      ["2026-03-18T11:03:04Z", undefined, "{n}"],
    ]);
  });

  it("give each event an id, the same in every run, unless a case says otherwise", () => {
    const firing = "{ f: { events: [{}, {}, { with: { eventID: null } }] }, g: {} }";
    const ids = casesOf(firing).flatMap(({ events }) => events.map(({ eventID }) => eventID));
    expect(ids).to.deep.equal(
      casesOf(firing).flatMap(({ events }) => events.map(({ eventID }) => eventID)),
    );
    expect(new Set(ids).size).to.equal(6);
    expect(ids[0]).to.match(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(ids[2]).to.equal(null);
  });

  it("may say an identity once and name it again, or merge it", () => {
    const cases = casesOf(`
  f: { with: { userIdentity: &bob { type: IAMUser, userName: bob } } }
  g: { with: { userIdentity: *bob } }
  h: { with: { userIdentity: { <<: *bob, userName: eve } } }`);
    expect(cases.slice(1, 3).map(({ events }) => events[0]?.userIdentity)).to.deep.equal([
      { type: "IAMUser", userName: "bob" },
      { type: "IAMUser", userName: "eve" },
    ]);
  });

  const mistakes: [what: string, text: string, told: string][] = [
    ["no YAML", "event: [", "the fixtures are no valid YAML"],
    ["a case twice", `${event}firing:\n  f: {}\n  f: {}\n${others}`, "Map keys must be unique"],
    ["nothing", "", "expected keys and values"],
    ["no near miss", `${event}firing: { f: {} }\nquiet: { q: {} }`, "nearMisses: missing"],
    ["no case", `${event}firing: {}\n${others}`, "firing: expected at least one case"],
    [
      "an event that is not whole",
      `${event.replace(/ {2}eventName.*\n/, "")}firing: { f: {} }\n${others}`,
      "event.eventName: missing",
    ],
    [
      "an account's number without quotes",
      `${event.replace(/"(\d{12})"/, "$1")}firing: { f: {} }\n${others}`,
      "event.recipientAccountId: expected text, in quotes if it looks like a number",
    ],
    [
      "an id of the event's own",
      `${event}  eventID: x\nfiring: { f: {} }\n${others}`,
      "event.eventID: each event of a case gets an id of its own. Leave it out",
    ],
    [
      "an unknown key",
      `${event}firing: { f: { wiht: {} } }\n${others}`,
      "firing.f.wiht: there is no such key",
    ],
    [
      "a quiet case that finds",
      `${event}firing: { f: {} }\nnearMisses: { n: { finds: 1 } }\nquiet: { q: {} }`,
      "nearMisses.n.finds: there is no such key",
    ],
    [
      "a duration without a unit",
      `${event}firing: { f: { events: [{}, { after: "10" }] } }\n${others}`,
      "firing.f.events[2].after: expected a duration such as 90s, 1h30m or 30d",
    ],
    [
      "no path",
      `${event}firing: { f: { without: ["a["] } }\n${others}`,
      'firing.f.without[1]: "a[" is no path',
    ],
    [
      "a path through a text",
      `${event}firing: { f: { with: { eventName.x: 1 } } }\n${others}`,
      "firing.f: with: eventName.x leads through what is no object.",
    ],
    [
      "a path that is not there to be left out",
      `${event}firing: { f: { without: [errorCode] } }\n${others}`,
      "firing.f: without: the event has no errorCode to leave out.",
    ],
  ];
  for (const [what, text, told] of mistakes) {
    it(`with ${what} are refused by file and case`, () => {
      expect(mistakeIn(text))
        .to.match(/^x\.fixtures\.yaml: /)
        .and.contain(told);
    });
  }

  it("without a detection beside them, which would never run, are refused", () => {
    const files = { "example.sql": detectionFile("example"), "exmaple.fixtures.yaml": "" };
    withFolder(files, (folder) => {
      expect(() => readCatalogue({ detectionsFolder: folder })).to.throw(
        CatalogueError,
        "exmaple.fixtures.yaml: there is no detection exmaple.sql beside these fixtures.",
      );
    });
  });

  it("and a detection are made for an id, and for no other text", () => {
    expect(newDetection("my_keys").map(({ name }) => name)).to.deep.equal([
      "my_keys.sql",
      "my_keys.fixtures.yaml",
    ]);
    for (const id of ["../x", "My", "findings", "x*/ select 1", ""]) {
      expect(() => newDetection(id), id).to.throw(CatalogueError);
    }
  });
});
