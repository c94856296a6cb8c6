import { Session } from "../../../../engine";
import { type Case, delivered, file, log, tarOf } from "./case";

const otherDelivered = JSON.stringify({
  version: "0",
  "detail-type": "EC2 Instance State-change Notification",
  detail: { state: "running" },
});

/** What holds no events, and is passed over without a fault. */
export const passedOver: Record<string, Case> = {
  "a digest": file("a.json", '{"awsAccountId":"111122223333","digestStartTime":"x","logFiles":[]}'),
  "another JSON object": file("a.json", '{"name":"x"}'),
  "keys in another letter case": file("a.json", '{"records":[{"eventID":"x"}]}'),
  "an array without events": file("a.json", '[1,"a",[]]'),
  "`Records` that are no array": file("a.json", '{"Records":{"a":1}}'),
  "a text that is called otherwise than a log": file("README.md", "# Logs"),
  "a hidden file": file(".gitignore", "node_modules"),
  "an empty file that is called otherwise": file("_SUCCESS", ""),
  "an image": file("a.json", Buffer.from("\x89PNG\r\n\x1a\n", "latin1")),
  "a database of DuckDB": {
    make: async (folder) => {
      const session = await Session.open({ file: folder.at("events.duckdb") });
      await session.close();
    },
  },
  "what macOS puts beside files": file("._a.json", Buffer.from("\0\x05\x16\x07\0\x02", "latin1")),
  "an archive without files": file("a.zip", Buffer.from(`PK\x05\x06${"\0".repeat(18)}`, "latin1")),
  "a file in an archive that is no log": {
    make: async (folder) =>
      folder.write("a.tar", await tarOf({ "README.md": "# Logs", "a.json": log })),
    ids: ["x"],
  },
  "another event of EventBridge among CloudTrail's": file(
    "a.jsonl",
    `${delivered}\n${otherDelivered}\n`,
    ["x"],
  ),
  "the same file under another name": { files: { "b.json": log, "c.json": log }, ids: ["x"] },
};
