import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { attack } from "./attack";
import { employees } from "./callers";
import { Delivery, type DeliveredFile } from "./delivery";
import { deployments } from "./deployments";
import { oddRecords } from "./oddRecords";
import { peopleAtWork } from "./people";
import { at, home, Recorder } from "./record";
import { servicesAtWork } from "./services";

/** A day of CloudTrail at a small company, as it is delivered. The same files at every call. */
export function sampleFiles(): DeliveredFile[] {
  const { records, login } = attack();
  const delivery = new Delivery();
  delivery.deliverAll([
    ...servicesAtWork(),
    ...peopleAtWork(),
    ...deployments(),
    ...oddRecords(),
    ...records,
  ]);
  // CloudTrail delivers at least once: this event lies in two files.
  delivery.deliver([login], "us-east-1", at(14, 5));
  delivery.digest(at(8, 0));
  const cut = new Recorder("cut off");
  const [caller] = employees;
  delivery.cutOff(
    ["ListClusters", "DescribeClusters", "ListServices"].map((name, second) =>
      cut.record(at(12, 20, second), { caller, service: "ecs", name }),
    ),
    home,
    at(12, 25),
  );
  return delivery.files;
}

/** Writes the files below the folder, in place of what lies under its `AWSLogs/`. */
function write(folder: string): void {
  rmSync(path.join(folder, "AWSLogs"), { recursive: true, force: true });
  for (const { key, body } of sampleFiles()) {
    const file = path.join(folder, key);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, body);
  }
}

if (require.main === module) write(__dirname);
