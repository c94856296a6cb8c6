import { expect } from "chai";
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.join(__dirname, "../..");

describe("scratch folders", () => {
  let shared: string;
  beforeEach(() => {
    shared = mkdtempSync(path.join(tmpdir(), "shared-"));
  });
  afterEach(() => {
    rmSync(shared, { recursive: true, force: true });
  });

  /** Runs code in a process of its own, for which `shared` is the folder for temporary files. */
  const inProcess = (code: string): string =>
    spawnSync(
      process.execPath,
      [
        "--require",
        "tsx/cjs",
        "--eval",
        `process.env.TMPDIR = ${JSON.stringify(shared)};
         const { scratchFolder } = require("./engine/index.ts");
         ${code}`,
      ],
      { cwd: root, encoding: "utf8" },
    ).stdout;
  const made = (): string => inProcess("process.stdout.write(scratchFolder())");
  const killed = (): string =>
    inProcess(
      `const folder = scratchFolder();
       fs.writeFileSync(folder + "/events.duckdb", "some");
       fs.writeSync(1, folder);
       process.kill(process.pid, "SIGKILL");`,
    );
  const rest = (folder: string): void => utimesSync(folder, 1_700_000_000, 1_700_000_000);

  it("of a killed process is removed by the next one, with what is in it", () => {
    const left = killed();
    expect(path.dirname(left)).to.equal(shared);
    expect(readdirSync(left)).to.deep.equal(["events.duckdb"]);
    rest(left);
    const own = made();
    expect(readdirSync(shared)).to.deep.equal([path.basename(own)]);
  });

  it("that was changed in the last minute is left alone", () => {
    const left = killed();
    made();
    expect(existsSync(left)).to.equal(true);
  });

  it("of a process that runs is left alone, however old", () => {
    const left = killed();
    const running = left.replace(/snowtrail-\d+/, `snowtrail-${process.pid}`);
    mkdirSync(running);
    rest(running);
    made();
    expect(existsSync(running)).to.equal(true);
  });

  it("of another host or container is left alone: its process has another number here", () => {
    const left = killed();
    const strange = left.replace(/-[0-9a-f]{8}-(\w{6})$/, "-00000000-$1");
    mkdirSync(strange);
    rest(strange);
    made();
    expect(strange).not.to.equal(left);
    expect(existsSync(strange)).to.equal(true);
  });

  it("is a folder with just such a name: files, links and others' folders are left alone", () => {
    const left = killed();
    const name = (six: string): string => left.replace(/\w{6}$/, six);
    const others = [
      path.join(shared, "snowtrail-report"),
      path.join(shared, "snowtrail-4194304-x"),
      `${left}-copy`,
    ];
    const precious = path.join(shared, "precious");
    for (const folder of [...others, precious]) mkdirSync(folder);
    writeFileSync(name("aaaaaa"), "a file");
    symlinkSync(precious, name("bbbbbb"));
    for (const each of [...others, name("aaaaaa"), left]) rest(each);
    rest(precious);
    const own = made();
    expect(readdirSync(shared).sort()).to.deep.equal(
      [...others, precious, name("aaaaaa"), name("bbbbbb"), own]
        .map((each) => path.basename(each))
        .sort(),
    );
  });
});
