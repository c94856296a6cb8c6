import { type Case, cut, file, json, log, lone, lookedUp, otherShape, tarOf } from "./case";

const noUtf8 = Buffer.from('{"eventID":"latin","userAgent":"\xe9"}', "latin1");

/** What is loaded but for a part that is set aside. */
export const setAside: Record<string, Case> = {
  "a record with half of a surrogate pair": file("a.json", `{"Records":[${lone},${json}]}`, ["x"]),
  "a record that is not UTF-8": file(
    "a.json",
    Buffer.concat([Buffer.from('{"Records":['), noUtf8, Buffer.from(`,${json}]}`)]),
    ["x"],
  ),
  "a record nested 10,000 levels deep": file(
    "a.json",
    `{"Records":[{"a":${"[".repeat(10_000)}${"]".repeat(10_000)}},${json}]}`,
    ["x"],
  ),
  "a line that is not JSON, among events": file(
    "a.jsonl",
    `${json}\nhello\n${json.replace('"x"', '"y"')}\n`,
    ["x", "y"],
  ),
  "a last line that is cut off": file("a.jsonl", `${json}\n${log.slice(0, -cut)}`, ["x"]),
  "a `CloudTrailEvent` that is no JSON": file(
    "a.json",
    `{"Events":[{"CloudTrailEvent":"{no"},${lookedUp}]}`,
    ["x"],
  ),
  "events in an object of another shape": file("a.jsonl", `${json}\n${otherShape}\n`, ["x"]),
  "a damaged file in an archive": {
    make: async (folder) =>
      folder.write("a.tar", await tarOf({ "a.json": log.slice(0, -cut), "b.json": log })),
    ids: ["x"],
  },
};
