import { expect } from "chai";
import {
  SqlError,
  translateCopy,
  translateFlattening,
  type Column,
  type Schema,
} from "../../engine";

const columns: Column[] = [
  { name: "RECORD", label: "record", type: "VARIANT" },
  { name: "FILE_NAME", label: "file_name", type: "VARCHAR" },
  { name: "LOADED_AT", label: "loaded_at", type: "TIMESTAMP_NTZ" },
];
const schema: Schema = {
  resolve: (name) => (name.at(-1) === "RAW" ? { name: "RAW", columns } : undefined),
  names: () => ["RAW"],
};

describe("A flattening SELECT", () => {
  const flatten = (sql: string): ReturnType<typeof translateFlattening> =>
    translateFlattening(sql, schema);

  it("becomes a list of expressions over one element a row", () => {
    const { expressions, paths } = flatten(
      "select f.value:id::string as id, try_to_boolean(value:readOnly::string) as readOnly, value:a:b::variant as b, value as record, r.file_name from raw r, lateral flatten(input => r.record:Records) f",
    );
    expect(expressions).to.deep.equal([
      "list_extract(TEXTS, 1)",
      "snowflake_try_boolean(list_extract(TEXTS, 2))",
      "list_extract(JSONS, 1)",
      `"VALUE"`,
      `"FILE_NAME"`,
    ]);
    expect(paths).to.deep.equal({ texts: ['$."id"', '$."readOnly"'], jsons: ['$."a"."b"'] });
  });

  it("extracts a path once, however often and in whatever brackets it stands", () => {
    const { expressions, paths } = flatten(
      "select f.value:id::string as id, upper(f.value:id::varchar) as up, (value:a):b is null as c, value:list[f.value:id::int] as d from raw r, lateral flatten(input => r.record:Records) f",
    );
    expect(expressions).to.deep.equal([
      "list_extract(TEXTS, 1)",
      "upper(list_extract(TEXTS, 1))",
      "(list_extract(JSONS, 1) IS NULL)",
      `snowflake_element(json_extract("VALUE", '$."list"'), snowflake_variant_integer(json_extract_string(list_extract(JSONS, 2), '$'), list_extract(JSONS, 2)))`,
    ]);
    expect(paths).to.deep.equal({ texts: ['$."id"'], jsons: ['$."a"."b"', '$."id"'] });
  });

  it("is refused when it does more", () => {
    const from = "from raw, lateral flatten(input => record:Records) f";
    for (const statement of [
      `select f.value:id ${from} where true`,
      `select distinct f.value:id ${from}`,
      `select * ${from}`,
      `select record:other ${from}`,
      `select f.index ${from}`,
      "select record from raw",
    ]) {
      expect(() => flatten(statement), statement).to.throw(SqlError);
    }
  });
});

describe("The COPY of a pipe", () => {
  const copy = (
    options: string,
    select = "select $1, metadata$filename, convert_timezone('UTC', metadata$start_scan_time)::timestamp_ntz",
  ): ReturnType<typeof translateCopy> =>
    translateCopy(
      `copy into db.s.raw (record, file_name, loaded_at) from (${select} from @db.s.stage/AWSLogs/) ${options}`,
      schema,
    );

  it("says what it loads from where, and how", () => {
    expect(
      copy("file_format = (type = json) pattern = '.*[.]json' on_error = skip_file"),
    ).to.deep.equal({
      table: ["DB", "S", "RAW"],
      columns: ["RECORD", "FILE_NAME", "LOADED_AT"],
      stage: ["DB", "S", "STAGE"],
      path: "AWSLogs/",
      pattern: ".*[.]json",
      onError: "SKIP_FILE",
      sql: `SELECT "$1", "METADATA$FILENAME", snowflake_clock(snowflake_zoned_at(CAST("METADATA$START_SCAN_TIME" AS TIMESTAMP), 'UTC')) FROM staged_files`,
    });
  });

  // Source: "CREATE PIPE", usage notes; "Transforming data during a load".
  it("is refused what pipes refuse", () => {
    const json = "file_format = (type = json)";
    for (const option of [
      "force = true",
      "purge = true",
      "size_limit = 10",
      "files = ('a')",
      "validation_mode = return_errors",
      "on_error = abort_statement",
    ]) {
      expect(() => copy(`${json} ${option}`), option).to.throw("a pipe does not support");
    }
    const flattened = `copy into raw from (select f.value, 'x', null from @stage, lateral flatten($1) f) ${json}`;
    expect(() => translateCopy(flattened, schema)).to.throw("a pipe does not support FLATTEN");
    expect(() =>
      translateCopy(
        `copy into raw from (select $1, 'x', null from @stage where true) ${json}`,
        schema,
      ),
    ).to.throw("a pipe does not support WHERE");
  });

  it("reads JSON, into columns that exist", () => {
    expect(() => copy("file_format = (type = csv)")).to.throw("TYPE is supported as JSON only.");
    expect(() => copy("")).to.throw("COPY needs FILE_FORMAT");
    expect(() => copy("file_format = (type = json)", "select $1")).to.throw(
      "1 values for 3 columns",
    );
    expect(() =>
      translateCopy(
        "copy into raw (nope) from (select $1 from @stage) file_format = (type = json)",
        schema,
      ),
    ).to.throw("has no column nope");
  });
});
