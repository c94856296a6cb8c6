import { expect } from "chai";
import { DuckDBInstance } from "@duckdb/node-api";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inUsersTerms } from "../../engine/duckdb/advice";
import { shortage } from "../../engine/duckdb/shortage";

/** What a reader of the message could only do by a statement that is refused. */
const forbidden =
  /\bSET\b|\bPRAGMA\b|\bINSTALL\b|\bLOAD\b|memory_limit|threads=|preserve_insertion_order|duckdb\.org/;

/** Errors that a real DuckDB gives advice with, each by the statement that provokes it. */
const provoked: [what: string, statement: string, said: RegExp][] = [
  [
    "more memory than there is",
    "select string_agg(range::varchar || repeat('x', 1000), ',') from range(200000)",
    /^The statement needs more memory than the 47\.6 MiB that it may use.*Query a smaller part/,
  ],
  [
    "memory and no room to spill",
    "create table hashes as select md5(range::varchar) as a, md5((-range)::varchar) as b from range(2000000)",
    /^The disk is full in ".+".*TMPDIR/,
  ],
  [
    "an expression that is too deep",
    `select ${"1+".repeat(1500)}1`,
    /^The statement is nested more than 1000 levels deep\. Name parts of it in WITH/,
  ],
  [
    "a scalar subquery of several rows",
    "select (select range from range(3))",
    /^Single-row subquery returns more than one row\./,
  ],
  [
    "too many columns of a pivot",
    "pivot range(100002) on range using count(*)",
    /^PIVOT would make more than 100000 columns\. Name fewer values/,
  ],
  [
    "a window function in another",
    "select sum(range) over (order by row_number() over ()) from range(2)",
    /^A window function, and so SEQ1 to SEQ8, cannot stand inside of another one\. Compute it in WITH/,
  ],
  [
    "a delimiter of each row",
    "select string_agg('a', range::varchar) from range(2)",
    /^LISTAGG takes one delimiter for all rows/,
  ],
  [
    "a scale of each row",
    "select trunc(1.25, range::integer) from range(2)",
    /^TRUNC takes a scale that differs from row to row for a FLOAT only\. Cast the number to FLOAT/,
  ],
  [
    "a function of an extension",
    "select st_point(1, 2)",
    /^The statement needs DuckDB's extension spatial, and no extension is loaded here\./,
  ],
  [
    "a collation of an extension",
    "select 'a' collate nonsense",
    /^Catalog Error: Collation with name nonsense does not exist!/,
  ],
  [
    "a setting",
    "set threads = 1",
    /^Cannot change configuration option "threads" - the configuration has been locked$/,
  ],
];

describe("DuckDB's errors in the user's terms", () => {
  let spill: string;
  beforeEach(() => {
    spill = mkdtempSync(path.join(tmpdir(), "snowtrail-test-"));
  });
  afterEach(() => {
    rmSync(spill, { recursive: true, force: true });
  });

  async function errorOf(statement: string): Promise<Error> {
    const instance = await DuckDBInstance.create(":memory:", {
      memory_limit: "50MB",
      threads: "1",
      temp_directory: spill,
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
    });
    const connection = await instance.connect();
    try {
      await connection.run("set max_temp_directory_size = '1MB'");
      await connection.run("set lock_configuration = true");
      await connection.run(statement);
    } catch (error) {
      if (error instanceof Error) return error;
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
    throw new Error("The statement was meant to fail.");
  }

  for (const [what, statement, said] of provoked) {
    it(`${what}: says what can be done here, and not what is refused`, async () => {
      const told = inUsersTerms(await errorOf(statement));
      expect(told).to.match(said).and.not.match(forbidden);
    });
  }

  it("a full disk is told with the file", async function () {
    if (process.platform !== "linux") this.skip(); // Others have no /dev/full.
    const error = await errorOf("copy (select range from range(100)) to '/dev/full'");
    expect(shortage(error)).to.match(/^The disk is full at "\/dev\/full"\. Free space there/);
  });

  it("an error that gives no advice stays as it is, without DuckDB's statement", async () => {
    expect(inUsersTerms(await errorOf("select 'a'::integer"))).to.equal(
      "Conversion Error: Could not convert string 'a' to INT32",
    );
  });

  it("a folder for temporary files that is not there is no defect", () => {
    let thrown: unknown;
    try {
      mkdtempSync(path.join(spill, "no", "where"));
    } catch (error) {
      thrown = error;
    }
    expect(shortage(thrown)).to.match(/^No temporary folder can be made in .*\(ENOENT\).*TMPDIR/);
  });

  it("what is about the statement is no shortage", async () => {
    expect(shortage(await errorOf("select 'a'::integer"))).to.equal(undefined);
  });
});
