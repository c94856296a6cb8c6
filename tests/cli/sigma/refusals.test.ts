import { expect } from "chai";
import { imported, reasons, rule } from "./rules";

describe("sigma: what cannot be expressed is refused by name", () => {
  const selection = (line: string): string => rule("R", `    s: { ${line} }\n    condition: s`);
  const named = (name: string, others = ""): string =>
    rule(name, "    s: { eventName: x }\n    condition: s", `name: ${name}\n${others}`);
  const correlation = (lines: string): string => `title: C\ncorrelation: { ${lines} }`;
  const count = "type: event_count, group-by: [a], condition: { gte: 2 }";

  const refused: readonly (readonly [RegExp, ...string[]])[] = [
    [
      /^detection: s: userAgent\|expand: the modifier expand needs a list/,
      selection("userAgent|expand: '%x%'"),
    ],
    [/there is no modifier foo here/, selection("userAgent|foo: x")],
    [/there is no modifier i here/, selection("userAgent|i: x")],
    [/re has no meaning together with contains/, selection("userAgent|contains|re: x")],
    [/wide has no meaning without base64/, selection("userAgent|wide: x")],
    [/a wildcard has no Base64/, selection("userAgent|base64: 'x*'")],
    [/windash makes too many variants/, selection("userAgent|windash: '-a -b -c -d'")],
    [/expected a network.*Seen: 10\.0\.0\.0\/99/, selection("sourceIPAddress|cidr: 10.0.0.0/99")],
    [/expected a number, found many/, selection("userAgent|gt: many")],
    [/expected true or false, found 1/, selection("userAgent|exists: 1")],
    [/null has no meaning together with contains/, selection("userAgent|contains: null")],
    [/cidr asks for a field/, selection("'|cidr': 10.0.0.0/8")],
    [/expected the name of a field, found 7/, selection("userAgent|fieldref: 7")],
    [/Seen: requestParameters\.items\[0\]/, selection("'requestParameters.items[0]': x")],
    [/expected a text or a number, found \{"a":1\}/, selection("userAgent: { a: 1 }")],
    [/there is no value/, selection("userAgent: []")],
    [
      /condition: there is no selection t\. There are s/,
      rule("R", "    s: { a: b }\n    condition: t"),
    ],
    [/condition: no selection is named t\*/, rule("R", "    s: { a: b }\n    condition: 1 of t*")],
    [/condition: missing/, rule("R", "    s: { a: b }")],
    [/a correlation takes its place/, rule("R", "    s: { a: b }\n    condition: s | count() > 5")],
    [
      /timeframe: it is not in Sigma any more/,
      rule("R", "    s: { a: b }\n    timeframe: 5m\n    condition: s"),
    ],
    [/level: expected informational, low/, named("R", "level: severe\n")],
    [/title: missing/, "detection: { s: { a: b }, condition: s }"],
    [/logsource: missing/, "title: R\ndetection: { s: { a: b }, condition: s }"],
    [/expected one of detection, correlation, filter/, "title: R"],
    [/action: it is not in Sigma any more/, "action: global\ntitle: R"],
    [/expected a Sigma rule, found \["R"\]/, "- R"],
    [/no valid YAML: .*[Kk]eys must be unique/, "title: R\ntitle: R"],
    [/there is no rule y in the files given/, correlation(`${count}, rules: [y], timespan: 5m`)],
    [
      /timespan: expected a number and s.*Seen: 5M/,
      named("y"),
      correlation(`${count}, rules: [y], timespan: 5M`),
    ],
    [
      /expected a type of event_count.*Seen: value_percentile/,
      named("y"),
      correlation("type: value_percentile, rules: [y], timespan: 5m, condition: { gte: 1 }"),
    ],
    [
      /condition: expected one of gt.*Seen: a and b/,
      named("y"),
      correlation("type: temporal, rules: [y], timespan: 5m, condition: a and b"),
    ],
    [
      /field: expected the name of one field/,
      named("y"),
      correlation("type: value_count, rules: [y], timespan: 5m, condition: { gte: 1 }"),
    ],
    [/a rule is named twice/, named("y"), correlation(`${count}, rules: [y, y], timespan: 5m`)],
    [
      /two rules are called y/,
      named("y"),
      named("y"),
      correlation(`${count}, rules: [y], timespan: 5m`),
    ],
    [
      /y is for okta, not for CloudTrail/,
      named("y").replace("aws", "okta").replace("  service: cloudtrail\n", ""),
      correlation(`${count}, rules: [y], timespan: 5m`),
    ],
    [
      /the alias b has no field for the rule z/,
      named("y"),
      named("z"),
      correlation(
        "type: temporal, rules: [y, z], group-by: [b], aliases: { b: { y: userAgent } }, timespan: 5m",
      ),
    ],
    [
      /none of the rules here is called y/,
      "title: F\nlogsource: { product: aws, service: cloudtrail }\nfilter: { rules: [y], s: { a: b }, condition: not s }",
    ],
  ];
  for (const [reason, ...documents] of refused) {
    it(String(reason), () => {
      expect(reasons(...documents).join("\n")).to.match(reason);
    });
  }

  it("a filter that cannot be expressed takes its rules along, and nothing else", () => {
    const filter =
      "title: F\nlogsource: { product: aws, service: cloudtrail }\nfilter: { rules: [y], s: { a|foo: b }, condition: not s }";
    const { detections, refused } = imported(named("y"), named("z"), filter);
    expect(detections.map(({ title }) => title)).to.deep.equal(["z"]);
    expect(refused.map(({ title, reason }) => `${title ?? ""}: ${reason}`)).to.deep.equal([
      'y: its filter "F" cannot be expressed.',
      "F: filter: s: a|foo: there is no modifier foo here.",
    ]);
  });

  it("rules with the same name have ids of their own, which name no other relation", () => {
    const ids = imported(
      named("findings"),
      named("Findings"),
      named("9 & ünder"),
      named("x".repeat(90)),
    ).detections.map(({ id }) => id);
    expect(ids).to.deep.equal([
      "sigma_findings",
      "sigma_findings_2",
      "sigma_9_under",
      `sigma_${"x".repeat(57)}`,
    ]);
  });
});
