import { expect } from "chai";
import { Engine, type Column } from "../../engine";
import { failure, shown, shownRows } from "./shown";

// Two offsets of one moment, and an hour later.
const zoned = `select column1 as id, column2::timestamp_tz as z from values
  ('a', '2026-01-01T00:00:00+02:00'), ('b', '2025-12-31T22:00:00Z'), ('c', '2025-12-31T18:00:00.5-05:00')`;

// Source of all: "Date & time data types", TIMESTAMP_TZ.
describe("A TIMESTAMP_TZ", () => {
  const z = "'2026-01-01T00:00:00+02:00'::timestamp_tz";

  it("is shown with the offset that it was written with", async () => {
    expect(await shown(`${z}, ${z}::string, ${z} || '', to_json(${z}::variant)`)).to.deep.equal([
      "2026-01-01 00:00:00.000 +0200",
      "2026-01-01 00:00:00.000 +0200",
      "2026-01-01 00:00:00.000 +0200",
      '"2026-01-01 00:00:00.000 +0200"',
    ]);
    expect(
      await shown(
        "'2026-01-01 00:00:00.25 -0330'::timestamp_tz, '2026-01-01 00:00:00'::timestamp_tz, '2026-01-01'::timestamp_tz, '2026-01-01 00:00:00Z'::timestamp_tz, try_cast('2026-01-01 00:00:00+05' as timestamp_tz)",
      ),
    ).to.deep.equal([
      "2026-01-01 00:00:00.250 -0330",
      "2026-01-01 00:00:00.000 +0000",
      "2026-01-01 00:00:00.000 +0000",
      "2026-01-01 00:00:00.000 +0000",
      "2026-01-01 00:00:00.000 +0500",
    ]);
  });

  it("has the parts that its own clock shows", async () => {
    expect(
      await shown(
        `hour(${z}), ${z}::date, ${z}::time, ${z}::timestamp_ntz, year(${z}), dayname(${z}), last_day(${z}), to_char(${z}, 'YYYY-MM-DD HH24')`,
      ),
    ).to.deep.equal([
      0,
      "2026-01-01",
      "00:00:00",
      "2026-01-01 00:00:00.000",
      2026,
      "Thu",
      "2026-01-31",
      "2026-01-01 00",
    ]);
  });

  it("is one moment for TIMESTAMP_LTZ, for epochs and for differences", async () => {
    expect(
      await shown(
        `${z}::timestamp_ltz, date_part(epoch_second, ${z}), datediff(hour, ${z}, '2026-01-01T00:00:00+01:00'::timestamp_tz)`,
      ),
    ).to.deep.equal(["2025-12-31 22:00:00.000 +0000", 1767218400, 1]);
  });

  it("is made of other times at UTC, which is the session's zone", async () => {
    expect(
      await shown(
        "date '2026-01-01'::timestamp_tz, '2026-01-01 01:00:00'::timestamp_ntz::timestamp_tz, to_timestamp_ltz('2026-01-01 01:00:00+01:00')::timestamp_tz, 1767225600::timestamp_tz",
      ),
    ).to.deep.equal([
      "2026-01-01 00:00:00.000 +0000",
      "2026-01-01 01:00:00.000 +0000",
      "2026-01-01 00:00:00.000 +0000",
      "2026-01-01 00:00:00.000 +0000",
    ]);
  });

  it("keeps its offset when it is moved, cut or sliced by its clock", async () => {
    const late = "'2026-01-31T23:30:00-05:30'::timestamp_tz";
    expect(
      await shown(
        `date_trunc('day', ${late}), dateadd(month, 1, ${late}), dateadd(hour, 1, ${late}), ${late} + 1, ${late} - interval '1 hour', time_slice(${late}, 1, 'hour')`,
      ),
    ).to.deep.equal([
      "2026-01-31 00:00:00.000 -0530",
      "2026-02-28 23:30:00.000 -0530",
      "2026-02-01 00:30:00.000 -0530",
      "2026-02-01 23:30:00.000 -0530",
      "2026-01-31 22:30:00.000 -0530",
      "2026-01-31 23:00:00.000 -0530",
    ]);
  });

  // Source: "CONVERT_TIMEZONE".
  it("is what CONVERT_TIMEZONE makes of two arguments, with the offset of the zone at that moment", async () => {
    expect(
      await shown(
        `convert_timezone('America/New_York', '2026-07-01T12:00:00Z'::timestamp_tz), convert_timezone('America/New_York', '2026-01-01 12:00:00'::timestamp_ntz), convert_timezone('Asia/Kolkata', ${z}), hour(convert_timezone('Asia/Kolkata', ${z}))`,
      ),
    ).to.deep.equal([
      "2026-07-01 08:00:00.000 -0400",
      "2026-01-01 07:00:00.000 -0500",
      "2026-01-01 03:30:00.000 +0530",
      3,
    ]);
    expect(await failure(`convert_timezone('Nowhere', ${z})`)).to.contain("Nowhere");
  });

  it("is compared by its moment, with texts and other times too", async () => {
    expect(
      await shown(
        `${z} = '2025-12-31T22:00:00Z'::timestamp_tz, ${z} < '2026-01-01T00:00:00+01:00'::timestamp_tz, ${z} = '2025-12-31T17:00:00-05:00', ${z} = '2025-12-31 22:00:00'::timestamp_ntz, ${z} > date '2025-12-31', ${z} in ('2025-12-31T22:00:00Z'), ${z} between '2025-12-31T21:59:00Z' and '2025-12-31T22:01:00Z'`,
      ),
    ).to.deep.equal([true, true, true, true, true, true, true]);
    expect(
      await shownRows(
        `with t as (${zoned}) select a.id, b.id from t a join t b on a.z = b.z where a.id < b.id`,
      ),
    ).to.deep.equal([["a", "b"]]);
    expect(
      await shownRows(
        `with t as (${zoned}) select id from t where z in (select z from t where id = 'a') order by id`,
      ),
    ).to.deep.equal([["a"], ["b"]]);
  });

  it("is one value in groups, partitions and DISTINCT, whatever its offsets", async () => {
    const t = `with t as (${zoned})`;
    expect(
      await shownRows(`${t} select hour(z::timestamp_ltz), count(*) from t group by z order by 1`),
    ).to.deep.equal([
      [22, 2],
      [23, 1],
    ]);
    expect(
      await shownRows(`${t} select z, max(id) from t where id <> 'b' group by all order by z`),
    ).to.deep.equal([
      ["2026-01-01 00:00:00.000 +0200", "a"],
      ["2025-12-31 18:00:00.500 -0500", "c"],
    ]);
    expect(
      await shownRows(
        `${t} select grouping(z), z::timestamp_ltz, count(*) from t group by rollup (z) order by 1, 2`,
      ),
    ).to.deep.equal([
      [0, "2025-12-31 22:00:00.000 +0000", 2],
      [0, "2025-12-31 23:00:00.500 +0000", 1],
      [1, null, 3],
    ]);
    expect(
      await shownRows(
        `${t} select count(distinct z), approx_count_distinct(z), array_size(array_agg(z)) from t`,
      ),
    ).to.deep.equal([[2, 2, 3]]);
    expect(
      await shownRows(
        `${t} select id, row_number() over (partition by z order by id) from t order by id`,
      ),
    ).to.deep.equal([
      ["a", 1],
      ["b", 2],
      ["c", 1],
    ]);
    expect(await shownRows(`select count(*) from (${t} select distinct z from t)`)).to.deep.equal([
      [2],
    ]);
    expect(
      await shownRows(`select count(*) from (${t} select z from t union select z from t)`),
    ).to.deep.equal([[2]]);
    expect(
      await shownRows(`select count(*) from (${t} select z from t union all select z from t)`),
    ).to.deep.equal([[6]]);
  });

  it("is sorted by its moment", async () => {
    expect(
      await shownRows(`with t as (${zoned}) select id from t order by z desc, id desc`),
    ).to.deep.equal([["c"], ["b"], ["a"]]);
    expect(await shownRows(`with t as (${zoned}) select max(z) from t`)).to.deep.equal([
      ["2025-12-31 18:00:00.500 -0500"],
    ]);
  });

  it("is refused where an equal one would have to stand for it", async () => {
    expect(await failure(`${z} as z intersect select ${z}`)).to.contain(
      "INTERSECT compares no TIMESTAMP_TZ here. Cast z to TIMESTAMP_LTZ.",
    );
    expect(await failure(`array_agg(distinct ${z})`)).to.contain(
      "no distinct TIMESTAMP_TZ are collected here. Cast them to TIMESTAMP_LTZ.",
    );
  });

  it("wins over other times in one column", async () => {
    expect(
      await shown(
        `coalesce(null::timestamp_ntz, ${z}), coalesce(null::timestamp_tz, '2026-01-01 00:00:00+03:00')`,
      ),
    ).to.deep.equal(["2026-01-01 00:00:00.000 +0200", "2026-01-01 00:00:00.000 +0300"]);
  });

  it("is stored in a table with its offset", async () => {
    const engine = await Engine.open();
    const columns: Column[] = [
      { name: "RECORD", type: "VARIANT", label: "record" },
      { name: "SEEN_AT", type: "TIMESTAMP_TZ", label: "seen_at" },
    ];
    try {
      await engine.createTable("RAW", columns);
      const body = Buffer.from('{"at":"2026-01-01T00:00:00+02:00"}');
      const { files } = await engine.copyInto(
        "copy into raw (record, seen_at) from (select $1, $1:at::string from @logs) file_format = (type = json)",
        [{ name: "a.json", lastModified: new Date(0), body }],
      );
      expect(files).to.deep.equal([{ name: "a.json", status: "loaded", rows: 1 }]);
      const { rows } = await engine.query("select seen_at, hour(seen_at) from raw");
      expect(rows).to.deep.equal([["2026-01-01 00:00:00.000 +0200", 0]]);
    } finally {
      await engine.close();
    }
  });
});
