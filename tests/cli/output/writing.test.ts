import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import path from "node:path";
import { TestFolder, rootLogin } from "../logFiles";

const root = path.join(__dirname, "../../..");

/** A device that takes nothing, as a full disk does. Linux has it. */
const full = "/dev/full";

describe("writing that fails", () => {
  let folder: TestFolder;
  before(function () {
    if (!existsSync(full)) this.skip();
    folder = new TestFolder();
    folder.log("a.json", [rootLogin("r")]);
  });
  after(() => {
    folder?.remove();
  });

  const run = (args: string[], outputs: { stdout?: number; stderr?: number } = {}) => {
    const { stdout = "pipe", stderr = "pipe" } = outputs;
    const ran = spawnSync(process.execPath, ["--require", "tsx/cjs", "cli/main.ts", ...args], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", stdout, stderr],
    });
    return { status: ran.status, stderr: ran.stderr };
  };
  const ontoFull = <T>(work: (descriptor: number) => T): T => {
    const descriptor = openSync(full, "w");
    try {
      return work(descriptor);
    } finally {
      closeSync(descriptor);
    }
  };

  for (const format of ["table", "json", "jsonl", "csv", "timesketch"]) {
    it(`${format} onto a full disk ends with 4 and says so, though there are findings`, () => {
      const args = ["detect", folder.path, "--fail-on", "low", "--format", format];
      const { status, stderr } = ontoFull((stdout) => run(args, { stdout }));
      expect(status).to.equal(4);
      expect(stderr)
        .to.include("snowtrail: standard output cannot be written: the disk is full.\n")
        .and.not.include("defect");
    });
  }

  it("so do --version and --help", () => {
    for (const flag of ["--version", "--help"]) {
      expect(ontoFull((stdout) => run([flag], { stdout })).status, flag).to.equal(4);
    }
  });

  it("on stderr changes nothing: the status tells what was found", () => {
    const args = ["detect", folder.path, "--fail-on", "low", "--format", "json"];
    expect(ontoFull((stderr) => run(args, { stderr })).status).to.equal(1);
  });
});
