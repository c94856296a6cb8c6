import { expect } from "chai";
import { matchesSomewhere, type RegexFlag } from "../../../../cli/sigma/match/regex";

function written(pattern: string, ...flags: RegexFlag[]): string {
  return matchesSomewhere(pattern, new Set(flags))("x").before;
}

describe("sigma: a regular expression", () => {
  it("matches anywhere in the text, over line breaks, and as its flags say", () => {
    expect(written("^s3:")).to.equal("regexp_like(x, '[\\\\s\\\\S]*(^s3:)[\\\\s\\\\S]*')");
    expect(written("a.b", "s", "i")).to.equal(
      "regexp_like(x, '[\\\\s\\\\S]*(a.b)[\\\\s\\\\S]*', 'is')",
    );
  });

  const rewritten: Record<string, string> = {
    "(?:a|b)+?c??": "(a|b)+c?",
    "(?<name>a)(?P<other>b)": "(a)(b)",
    "a{2,3}?b{,4}": "a{2,3}b\\{,4\\}",
    "\\Aarn:\\z": "^arn:$",
    "[]a[:alpha:][]\\d\\]-]": "[]a[:alpha:]\\[]\\d\\]-]",
    "\\x41\\.\\_\\/\\bx": "\\x41\\._\\/\\bx",
  };
  for (const [pattern, expected] of Object.entries(rewritten)) {
    it(`${pattern} is written as Snowflake has it`, () => {
      const inLiteral = expected.replaceAll("\\", "\\\\");
      expect(written(pattern)).to.include(`*(${inLiteral})[`);
    });
  }

  it("flags at the beginning are flags", () => {
    expect(written("(?im)^a$")).to.match(/\(\^a\$\).*'im'\)$/);
  });

  const refused: Record<string, RegExp> = {
    "a(?=b)": /^a look-ahead or look-behind is not in Snowflake's.*Seen: a\(\?=b\)$/,
    "(?<!a)b": /look-ahead or look-behind/,
    "(?>a)": /atomic group/,
    "(?#note)a": /a comment/,
    "a(?i)b": /a flag for a part/,
    "(?i:a)b": /a flag for a part/,
    "(a)\\1": /a reference to a group, \\1,/,
    "a++": /possessive/,
    "a{1001}": /more than 1000/,
    "\\p{Lu}": /\\p is not/,
    "[\\b]": /\\b is not/,
    "(a": /this is no regular expression. Seen: \(a/,
    "[a": /no regular expression/,
    "a\\": /is not in Snowflake's/,
  };
  for (const [pattern, reason] of Object.entries(refused)) {
    it(`${pattern} is refused by name`, () => {
      expect(() => written(pattern)).to.throw(reason);
    });
  }
});
