import { expect } from "chai";
import { Relations, Session, translateQuery, type Column } from "../../engine";

const columns: readonly Column[] = [
  { name: "RECORD", type: "VARIANT", label: "record" },
  { name: "FILE_NAME", type: "VARCHAR", label: "file_name" },
  { name: "SIZE", type: "NUMBER", label: "size" },
];

const plain = new Relations();
plain.add("table", "RAW", columns);
const kept = new Relations();
kept.add("table", "RAW", columns, {
  column: "RECORD",
  path: ["Records"],
  relation: "RAW elements",
});

/** Documents with elements of every kind, two that are equal, and one without elements. */
const documents: readonly (readonly [string, unknown[]])[] = [
  [
    "a",
    [{ eventName: "GetObject", "aws:x": { "b.c": [1, null, { d: 2 }] } }, null, 1, "text", [[]]],
  ],
  ["b", [{ eventName: "PutObject", resources: [{ ARN: "r1" }, { ARN: "r2" }] }, {}]],
  ["c", []],
  ["d", [{ eventName: "PutObject", resources: [{ ARN: "r1" }, { ARN: "r2" }] }, {}]],
];

async function open(): Promise<Session> {
  const opened = await Session.open();
  await opened.run(`create table "RAW" (RECORD JSON, FILE_NAME VARCHAR, SIZE BIGINT)`);
  await opened.run(
    `create table "RAW elements" (SEQ BIGINT, INDEX BIGINT, VALUE JSON, FILE_NAME VARCHAR, SIZE BIGINT)`,
  );
  for (const [at, [name, elements]] of documents.entries()) {
    const size = elements.length;
    const record = JSON.stringify({ Records: elements });
    await opened.run(`insert into "RAW" values ($1, $2, $3)`, [record, name, size]);
    const rows = size === 0 ? [undefined] : elements;
    for (const [index, element] of rows.entries()) {
      await opened.run(`insert into "RAW elements" values ($1, $2, $3, $4, $5)`, [
        at + 1,
        size === 0 ? null : index,
        size === 0 ? null : JSON.stringify(element),
        name,
        size,
      ]);
    }
  }
  return opened;
}

// Sources: "FLATTEN"; the view of the walkthrough that the catalogue's view replaces.
describe("An array that is kept element by element", () => {
  let session: Session;
  before(async () => {
    session = await open();
  });
  after(() => session.close());

  /** How many rows a statement has, after a check that both ways of reading have the same ones. */
  const compared = async (statement: string): Promise<number> => {
    const [one, other] = [plain, kept].map((schema) => translateQuery(statement, schema).sql);
    for (const [left, right] of [
      [one, other],
      [other, one],
    ]) {
      const more = await session.rows(`(${left}) EXCEPT ALL (${right})`);
      expect(more, statement).to.deep.equal([]);
    }
    const [count] = await session.rows(`select count(*) from (${one})`);
    return Number(count?.[0]);
  };
  const read: Readonly<Record<string, readonly [statement: string, rows: number]>> = {
    "the shortest query": ["select value:eventName from raw, lateral flatten(record:Records)", 9],
    "the walkthrough's view": [
      `select value:eventName::string as eventName, value:resources as resources, r.file_name, r.size
        from raw r, lateral flatten(input => r.record:Records) f where f.value:eventName is not null`,
      3,
    ],
    "all columns of both but the array": [
      "select f.key, f.path, f.index, f.value, file_name, size from raw, lateral flatten(record:Records) f",
      9,
    ],
    "TABLE(FLATTEN())": ["select index, value from raw r, table(flatten(r.record:Records))", 9],
    "INNER JOIN LATERAL": ["select f.value from raw join lateral flatten(record:Records) f", 9],
    "an ON beside it": [
      "select f.value from raw r inner join lateral flatten(r.record:Records) f on f.index < r.size - 1",
      6,
    ],
    "a path as text": [
      "select value, path from raw, lateral flatten(record, path => 'Records')",
      9,
    ],
    "a path in brackets": ["select value from raw, lateral flatten(record['Records'])", 9],
    "a cast to VARIANT": ["select value from raw, lateral flatten(record:Records::variant)", 9],
    OUTER: [
      "select file_name, index, path, value from raw, lateral flatten(record:Records, outer => true)",
      10,
    ],
    "OUTER with a path as text": [
      "select file_name, path from raw, lateral flatten(record, path => 'Records', outer => true)",
      10,
    ],
    "LEFT JOIN LATERAL": [
      "select file_name, f.seq is null as missing, f.path, f.value from raw left join lateral flatten(record:Records) f",
      10,
    ],
    "MODE => 'ARRAY'": [
      "select value from raw, lateral flatten(record:Records, mode => 'array')",
      9,
    ],
    RECURSIVE: [
      "select file_name, key, path, index, value from raw, lateral flatten(record:Records, recursive => true)",
      29,
    ],
    "a FLATTEN of the elements": [
      `select r.file_name, f.index, g.value:ARN::string, g.this from raw r, lateral flatten(r.record:Records) f,
        lateral flatten(f.value:resources) g`,
      4,
    ],
    "conditions on the table's columns": [
      "select value from raw, lateral flatten(record:Records) where file_name in ('b', 'c') and size > 0",
      2,
    ],
    groups: [
      `select file_name, value:eventName::string n, count(*), count(distinct f.seq) from raw,
        lateral flatten(record:Records) f group by all having count(*) > 0`,
      6,
    ],
    "a count of rows": ["select count(*) from raw, lateral flatten(record:Records)", 1],
    "one SEQ for each row of the table": [
      "select min(file_name), max(file_name), count(*) from raw, lateral flatten(record:Records) f group by f.seq",
      3,
    ],
    "a join behind it": [
      `select f.value, s.n from raw r, lateral flatten(r.record:Records) f
        join (select 'a' as n) s on s.n = r.file_name`,
      5,
    ],
    WITH: [
      `with recent as (select * from raw where size > 1), events as (
          select r.file_name, f.value from recent r, lateral flatten(input => r.record:Records) f
        ) select * from events where value:eventName = 'PutObject'`,
      2,
    ],
    "WITH over WITH, under other names": [
      `with one as (select file_name as name, record as document from raw where lower(file_name) <> 'a'),
        two as (select document:Records as list, name || '!' as value from one)
        select two.value, f.value, f.path from two, lateral flatten(two.list) f`,
      4,
    ],
    "a subquery": [
      "select d.file_name, value from (select record:Records as list, file_name from raw) d, lateral flatten(d.list)",
      9,
    ],
  };

  for (const [what, [statement, count]] of Object.entries(read)) {
    it(`is read so by ${what}`, async () => {
      expect(translateQuery(statement, kept).sql).to.include('"RAW elements"');
      expect(await compared(statement)).to.equal(count);
    });
  }

  const made: Readonly<Record<string, readonly [statement: string, rows: number]>> = {
    "THIS is asked for": ["select value, this from raw, lateral flatten(record:Records)", 9],
    "the column is asked for": [
      "select array_size(r.record:Records), f.value from raw r, lateral flatten(r.record:Records) f",
      9,
    ],
    "all columns are asked for": ["select r.* from raw r, lateral flatten(r.record:Records)", 9],
    "a condition is on the column": [
      "select f.value from raw r, lateral flatten(r.record:Records) f where r.record:Records[0] is not null",
      9,
    ],
    "another path is flattened": ["select value from raw, lateral flatten(record)", 4],
    "an element is flattened": ["select value from raw, lateral flatten(record:Records[0])", 6],
    "only members of objects are asked for": [
      "select value from raw, lateral flatten(record:Records, mode => 'OBJECT')",
      0,
    ],
    "a subquery looks at rows together": [
      "select value from (select distinct record from raw), lateral flatten(record:Records)",
      7,
    ],
    "a subquery takes some rows": [
      "select value from (select record, file_name from raw order by file_name limit 1), lateral flatten(record:Records)",
      5,
    ],
    "a subquery looks into the array": [
      "select value from (select record from raw where array_size(record:Records) > 2), lateral flatten(record:Records)",
      5,
    ],
    "a subquery numbers its rows": [
      "select n, value from (select record, row_number() over (order by file_name) n from raw), lateral flatten(record:Records)",
      9,
    ],
    "it stands in a correlated subquery": [
      "select file_name from raw r where exists (select 1 from table(flatten(r.record:Records)) f where f.value::string = '1')",
      1,
    ],
    "columns have other names": [
      "select f.value, r.y from raw as r (x, y), lateral flatten(r.x:Records) f",
      9,
    ],
  };

  for (const [what, [statement, count]] of Object.entries(made)) {
    it(`is made as a whole where ${what}`, async () => {
      expect(translateQuery(statement, kept).sql).not.to.include("RAW elements");
      expect(await compared(statement)).to.equal(count);
    });
  }
});
