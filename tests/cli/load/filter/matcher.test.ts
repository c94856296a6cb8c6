import { expect } from "chai";
import { matcherOf } from "../../../../cli/load/filter/matcher";
import type { RecordFilter, TextPattern } from "../../../../engine";

function value(key: string, ...texts: (string | TextPattern)[]): RecordFilter {
  return {
    kind: "value",
    key,
    texts: texts.map((text) => (typeof text === "string" ? [text] : text)),
  };
}

/** What a filter lets pass of records, each between others that must not count. */
function passing(filter: RecordFilter, records: readonly string[]): string[] {
  const around = `{"eventName":"ConsoleLogin","type":"Root","a":"x"}`;
  const matches = matcherOf(filter);
  return records.filter((record) => {
    const before = Buffer.from(`${around},`);
    const text = Buffer.concat([before, Buffer.from(record), Buffer.from(`,${around}`)]);
    return matches(text, before.length, before.length + Buffer.byteLength(record));
  });
}

const login = value("eventName", "ConsoleLogin");

describe("A record passes for a value", () => {
  for (const [where, record] of Object.entries({
    "at the top": '{"eventName":"ConsoleLogin"}',
    "beside others": '{"a":1,"eventName":"ConsoleLogin","b":2}',
    "at any depth": '{"a":[{"b":{"eventName":"ConsoleLogin"}}]}',
    "behind the same key with another value": '{"eventName":"x","eventName":"ConsoleLogin"}',
    "with whitespace around the colon": '{"eventName" \t\r\n : \n\r\t "ConsoleLogin"}',
    "with an escape in it": String.raw`{"eventName":"Console\/Login"}`,
    "with an escape by its code": String.raw`{"eventName":"\u0043"}`,
    "that is a number": '{"eventName":5}',
    "that is a negative number": '{"eventName": -1.5e3}',
    "that is true": '{"eventName":true}',
    "that is false": '{"eventName":false}',
    "that is an object": '{"eventName": {}}',
    "that is an array": '{"eventName":["a"]}',
  })) {
    it(where, () => {
      expect(passing(login, [record])).to.deep.equal([record]);
    });
  }
});

describe("A record does not pass", () => {
  for (const [why, record] of Object.entries({
    "without the key": '{"a":"ConsoleLogin"}',
    "with another value": '{"eventName":"ConsoleLogout"}',
    "with a value that begins so": '{"eventName":"ConsoleLogins"}',
    "with a value that ends so": '{"eventName":"AConsoleLogin"}',
    "with a value in other letter case": '{"eventName":"consolelogin"}',
    "with a key in other letter case": '{"EventName":"ConsoleLogin"}',
    "with a longer key": '{"xeventName":"ConsoleLogin","eventNames":"ConsoleLogin"}',
    "with the key as a value": '{"a":["eventName"],"b":"eventName"}',
    "with a null": '{"eventName": null}',
    "with an empty text": '{"eventName":""}',
    "with the key and value inside of a text": String.raw`{"a":"{\"eventName\":\"ConsoleLogin\"}"}`,
    "with the escapes of other characters": String.raw`{"a":"\u003d\u00e9\n\\\"","eventName":"x"}`,
    "when it is no object": "5",
    "when it is empty": "{}",
  })) {
    it(why, () => {
      expect(passing(login, [record])).to.deep.equal([]);
    });
  }
});

describe("A record passes whose key is hidden by escapes", () => {
  it("of any of its characters, in any letter case", () => {
    const records = [
      String.raw`{"event\u004eame":"ConsoleLogin"}`,
      String.raw`{"event\u004Eame":"ConsoleLogin"}`,
      String.raw`{"\u0065\u0076\u0065\u006e\u0074\u004e\u0061\u006d\u0065":"ConsoleLogin"}`,
    ];
    expect(passing(login, records)).to.deep.equal(records);
  });

  it("also of the halves of a character beyond the first plane", () => {
    const records = [String.raw`{"\ud83d\ude00":"x"}`, '{"😀":"x"}'];
    expect(passing(value("😀", "x"), [...records, '{"😀":"y"}'])).to.deep.equal(records);
  });

  it("and for a key that JSON can write with a backslash, every one does", () => {
    for (const key of ['say "hi"', "a/b", "a\\b", "a\nb", "a\u0001b"]) {
      expect(passing(value(key, "x"), ["{}"]), key).to.deep.equal(["{}"]);
    }
  });
});

describe("What a value is compared with", () => {
  const cases: [pattern: TextPattern, fits: string[], fitsNot: string[]][] = [
    [["a"], ["a"], ["", "A", "aa", "b"]],
    [[""], [""], ["a"]],
    [
      ["a", ""],
      ["a", "ab", "aaa"],
      ["", "ba"],
    ],
    [
      ["", "a"],
      ["a", "ba", "aaa"],
      ["", "ab"],
    ],
    [["", ""], ["", "a"], []],
    [
      ["ab", "bc"],
      ["abbc", "abxbc"],
      ["abc", "ab", "bc", "abbcd"],
    ],
    [
      ["", "bb", ""],
      ["bb", "abb", "bba", "abbc"],
      ["b", "bab"],
    ],
    // Of several pieces in the middle, the longest is looked for.
    [
      ["", "a", "bb", ""],
      ["axbb", "bb"],
      ["a", "ab"],
    ],
    [
      ["a", "b", "c"],
      ["abc", "axbxc", "ac"],
      ["ab", "bc"],
    ],
    [["é*"], ["é*"], ["é", "e*", "éé"]],
    [["", "ö", ""], ["größe"], ["grosse", "Ã¶"]],
    [["^.*+?$()[]{}|/-"], ["^.*+?$()[]{}|/-"], ["", "^a"]],
  ];
  for (const [pattern, fits, fitsNot] of cases) {
    it(JSON.stringify(pattern), () => {
      const record = (text: string): string => `{"k":${JSON.stringify(text)}}`;
      expect(passing(value("k", pattern), [...fits, ...fitsNot].map(record))).to.deep.equal(
        fits.map(record),
      );
    });
  }

  it("is any of several texts", () => {
    const records = ["a", "b", "c"].map((text) => `{"k":"${text}"}`);
    expect(passing(value("k", "a", "c"), records)).to.deep.equal([records[0], records[2]]);
  });
});

describe("A value that is compared without regard to case", () => {
  const record = (text: string): string => `{"k":${JSON.stringify(text)}}`;
  const passed = (pattern: TextPattern, texts: readonly string[]): string[] =>
    passing({ kind: "value", key: "k", texts: [pattern], ignoresCase: true }, texts.map(record));

  it("fits in any case, and so does one with a letter whose small form may be of ASCII", () => {
    const texts = ["root", "Root", "ROOT", "roo\u212a"];
    expect(passed(["root"], [...texts, "boot", "roots"])).to.deep.equal(texts.map(record));
    expect(passed(["Ro", ""], ["rOot", "oR"])).to.deep.equal([record("rOot")]);
    expect(passed(["", "[o]", ""], ["r[O]t", "rot"])).to.deep.equal([record("r[O]t")]);
  });

  it("stands beside one that is compared with it", () => {
    const either: RecordFilter = {
      kind: "any",
      of: [value("k", "x"), { kind: "value", key: "k", texts: [["y"]], ignoresCase: true }],
    };
    const before = Array.from({ length: 300 }, () => record("z"));
    expect(passing(either, [...before, ...["x", "X", "y", "Y"].map(record)])).to.deep.equal(
      ["x", "y", "Y"].map(record),
    );
  });
});

describe("A record passes", () => {
  const [a, b, c] = [value("a", "x"), value("b", "x"), value("c", "x")];
  const records = ['{"a":"x"}', '{"b":"x"}', '{"a":"x","b":"x"}', '{"c":"x"}', '{"a":"y"}'];

  it("all of several conditions when each holds", () => {
    expect(passing({ kind: "all", of: [a, b] }, records)).to.deep.equal([records[2]]);
  });

  it("any of several conditions when one holds", () => {
    expect(passing({ kind: "any", of: [a, b] }, records)).to.deep.equal(records.slice(0, 3));
  });

  it("conditions inside of one another", () => {
    const nested: RecordFilter = { kind: "all", of: [{ kind: "any", of: [a, c] }, b] };
    expect(passing({ kind: "any", of: [nested, c] }, records)).to.deep.equal(records.slice(2, 4));
  });

  it("no condition when there is none", () => {
    expect(passing({ kind: "any", of: [] }, records)).to.deep.equal([]);
  });

  it("by the same rule whatever came before it", () => {
    const filter: RecordFilter = { kind: "any", of: [{ kind: "all", of: [a, b] }, c] };
    for (const before of records) {
      const many = Array.from({ length: 1000 }, () => before);
      const passed = passing(filter, [...many, ...records]).filter((record) => record !== before);
      const expected = records.slice(2, 4).filter((record) => record !== before);
      expect(passed, before).to.deep.equal(expected);
    }
  });
});

describe("A matcher takes time in proportion to a record's length", () => {
  const mega = 4_000_000;
  const filter: RecordFilter = {
    kind: "any",
    of: [login, value("k", ["a", "b", "c"]), value("k", ["", "aa", ""]), value("k", ["", "ab"])],
  };
  for (const [what, record] of Object.entries({
    "of the key over and over": `{"a":[${'"eventName" ,'.repeat(mega / 12)}1]}`,
    "of whitespace behind the key": `{"a":["eventName"${" ".repeat(mega)}]}`,
    "of one long value": `{"k":"${"a".repeat(mega)}"}`,
    "of many values that almost fit": `[${'{"k":"aXaXaXa"},'.repeat(mega / 16)}1]`,
    "of escapes": `{"x":"${String.raw`\"`.repeat(mega / 2)}"}`,
  })) {
    it(what, () => {
      const text = Buffer.from(record);
      const matches = matcherOf(filter);
      const start = process.cpuUsage();
      matches(text, 0, text.length);
      const { user } = process.cpuUsage(start);
      // Reading it once takes some ten milliseconds, and its square would take hours.
      expect(user / 1e6).to.be.below(2);
    });
  }
});
