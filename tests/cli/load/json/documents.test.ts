import { expect } from "chai";
import { DocumentReader } from "../../../../cli/load/json/documents";
import { JsonError } from "../../../../cli/load/json/jsonError";
import { Scanner } from "../../../../cli/load/json/scanner";

/** What a reader tells of a text that it is given in windows, which end at some bytes. */
function read(text: Buffer, ends: readonly number[] = []): string[] {
  const told: string[] = [];
  const reader = new DocumentReader({
    records: (from, spans) => {
      for (let at = 0; at < spans.length; at += 2) {
        told.push(from.toString("utf8", spans[at], spans[at + 1]));
      }
    },
    setAside: (place, reason) => told.push(`set aside: ${place}: ${reason}`),
    noEvent: (reason) => told.push(`no event: ${reason}`),
    withdraw: (count) => told.splice(told.length - count, count),
  });
  try {
    let done = 0;
    for (const end of ends) done += reader.read(text.subarray(done, end), false);
    reader.read(text.subarray(done), true);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    // What was told of a broken text is taken back.
    return [`broken: ${error.message}`];
  }
  return told;
}

const event = '{"eventName":"ListBuckets","eventSource":"s3.amazonaws.com","n":-1.5e+3}';
const odd =
  '{"eventName" : "a\\u0041\\/\\ud83d\\ude00é", "eventID": [true, null, {"x": "\\"]}[{,"}]}';
const lone = '{"eventName":"\\udc00\\ud800x","eventID":"1"}';
const lookedUp = JSON.stringify({ EventId: "1", CloudTrailEvent: event });
const delivered = `{"detail-type":"x","detail":${event}}`;

const texts = [
  `{"Records":[${event},${odd},${lone},1,"é",null,[]],"z":{"Records":[1]}}`,
  ` { "other" : [ 1 ] , "Records" : [ ${event} , ${event} ] } `,
  `{"Records":[]}{"Records":[${event}]}\n${event}`,
  `[${event},{"Records":[${event}]},[${odd}],"text",3.25]`,
  `${event}\n{"broken":\n${odd}\n{"Records":[${event},}\n${event}`,
  `{"Events":[${lookedUp},${lookedUp}]}\n${delivered}\n{"name":"x"}`,
  `${JSON.stringify([event, "{no"])}`,
  `{"Records":[${event}],"Records":[${event}]}`,
  `{"Records":[${event}]} x`,
  `{"Records":[${event},NaN]}`,
  `{"Records":[${event}`,
  `{"Records":[{"a":"\u0001"}]}`,
  `{"hits":[{"_source":${event}}]}`,
];

function byteOf(text: number, part: string): number {
  return Buffer.from(texts[text] ?? "").indexOf(part);
}

describe("local: the records in a text", () => {
  for (const [at, text] of texts.entries()) {
    it(`are the same wherever a window of text ${at} ends`, () => {
      const bytes = Buffer.from(text);
      const whole = read(bytes);
      expect(whole).not.to.be.empty;
      for (let end = 0; end <= bytes.length; end += 1) {
        expect(read(bytes, [end]), `a window up to byte ${end}`).to.deep.equal(whole);
      }
      const everyByte = Array.from({ length: bytes.length }, (_, byte) => byte);
      expect(read(bytes, everyByte)).to.deep.equal(whole);
    });
  }

  it("are told in their order, in the one way of writing them, and with what is wrong", () => {
    expect(read(Buffer.from(texts[0] ?? ""))).to.deep.equal([
      event,
      '{"eventName":"aA/\u{1f600}é","eventID":[true,null,{"x":"\\"]}[{,"}]}',
      `set aside: record 3, at byte ${byteOf(0, lone)}: a string has half of a surrogate pair`,
      "1",
      '"é"',
      "null",
      "[]",
    ]);
    expect(read(Buffer.from(texts[4] ?? ""))).to.deep.equal([
      event,
      `set aside: the line at byte ${event.length + 1}: not JSON: it stops making sense`,
      '{"eventName":"aA/\u{1f600}é","eventID":[true,null,{"x":"\\"]}[{,"}]}',
      `set aside: the line at byte ${byteOf(4, '{"Records"')}: not JSON: it stops making sense`,
      event,
    ]);
    expect(read(Buffer.from(texts[9] ?? ""))).to.deep.equal([
      `broken: not JSON: it stops making sense at byte ${texts[9]?.indexOf("NaN")}`,
    ]);
  });
});

describe("local: the scanner", () => {
  /** Whether it takes a text for one value of JSON, with some bytes before it and others behind it. */
  function takes(text: string, before: number): boolean {
    const scanner = new Scanner();
    const length = Buffer.byteLength(text);
    scanner.text = Buffer.from(`${'"'.repeat(before)}${text}"]}`).subarray(before, before + length);
    try {
      scanner.value(0);
      return scanner.space() === undefined;
    } catch (error) {
      if (error instanceof JsonError) return false;
      throw error;
    }
  }

  it("takes for JSON what JSON.parse does, and nothing else", () => {
    const pieces = [
      ...'{}[],:"\\ \t\n-+.eE019atrufnl/\u0000é\u{1f600}\ufeff',
      "true",
      "null",
      "\\u00e9",
      '"a"',
      "1.5",
      '{"a":',
    ];
    let seed = 1;
    const next = (below: number): number => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    let taken = 0;
    for (let round = 0; round < 200_000; round += 1) {
      let text = "";
      for (let length = 1 + next(8); length > 0; length -= 1) text += pieces[next(pieces.length)];
      const isTaken = takes(text, round % 2);
      expect(isTaken, JSON.stringify(text)).to.equal(parses(text));
      if (isTaken) taken += 1;
    }
    expect(taken).to.be.greaterThan(5000);
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
