/** A clause or operator that is understood, with a statement that runs and its rows. */
export interface ClauseExample {
  clause: string;
  statement: string;
  rows: readonly (readonly (string | number | boolean | null)[])[];
}

const calls = "(values ('maria', 3), ('root', 7), ('anna', null)) as calls (name, amount)";
const identity = `parse_json('{"type":"Root","sessions":[{"a.b":1},{"a.b":2}],"arn":null}')`;

/** What a query may be made of, in the order of its clauses. */
export const clauses: readonly ClauseExample[] = [
  {
    clause: "SELECT with aliases that later items and clauses use",
    statement: `select amount * 2 as twice, twice + 1 from ${calls} where twice > 6`,
    rows: [[14, 15]],
  },
  {
    clause: "DISTINCT, TOP",
    statement: "select distinct top 1 column1 from values ('a'), ('a')",
    rows: [["a"]],
  },
  {
    clause: "* with EXCLUDE, REPLACE, RENAME, ILIKE",
    statement: `select * exclude amount replace (upper(name) as name) from ${calls} order by 1 limit 1`,
    rows: [["ANNA"]],
  },
  {
    clause: "FROM: tables, views, subqueries, VALUES, aliases with columns",
    statement: `select c.name from (select * from ${calls}) as c where c.amount = 3`,
    rows: [["maria"]],
  },
  {
    clause: "JOIN: INNER, LEFT, RIGHT, FULL, CROSS, NATURAL; ON, USING, a comma",
    statement: `select name, label from ${calls} left join (values (7, 'often')) as labels (amount, label) using (amount) order by name`,
    rows: [
      ["anna", null],
      ["maria", null],
      ["root", "often"],
    ],
  },
  {
    clause: "LATERAL FLATTEN and TABLE(…)",
    statement: `select f.index, f.value['a.b']::int from (select ${identity} as who), lateral flatten(input => who:sessions) f order by 1`,
    rows: [
      [0, 1],
      [1, 2],
    ],
  },
  {
    clause: "PIVOT over listed values, UNPIVOT",
    statement:
      "select * from (values ('maria', 'read', 3), ('maria', 'write', 1)) as c (name, kind, n) pivot (sum(n) for kind in ('read' as reads, 'write' as writes)) unpivot (calls for kind in (reads, writes)) order by kind",
    rows: [
      ["maria", "READS", 3],
      ["maria", "WRITES", 1],
    ],
  },
  {
    clause: "SAMPLE, TABLESAMPLE: a percentage or a number of rows, with a seed",
    statement: `select count(*) from ${calls} sample (2 rows)`,
    rows: [[2]],
  },
  {
    clause: "WHERE: comparisons, AND, OR, NOT, BETWEEN, IN, IS NULL, IS DISTINCT FROM",
    statement: `select name from ${calls} where amount between 1 and 5 or (name in ('anna', 'eve') and amount is distinct from 3) order by name`,
    rows: [["anna"], ["maria"]],
  },
  {
    clause: "LIKE, ILIKE with ANY, ALL and ESCAPE; RLIKE, REGEXP",
    statement: `select name from ${calls} where name ilike any ('MA%', 'x_y') or name rlike 'ro+t' order by name`,
    rows: [["maria"], ["root"]],
  },
  {
    clause: "GROUP BY: expressions, positions, aliases, ALL, ROLLUP, CUBE, GROUPING SETS",
    statement: `select name, sum(amount) as total from ${calls} group by rollup (name) having total > 5 order by total desc`,
    rows: [
      [null, 10],
      ["root", 7],
    ],
  },
  {
    clause: "Windows: PARTITION BY, ORDER BY, ROWS and RANGE frames",
    statement: `select name, sum(amount) over (order by amount rows between 1 preceding and current row) from ${calls} where amount is not null order by name`,
    rows: [
      ["maria", 3],
      ["root", 10],
    ],
  },
  {
    clause: "QUALIFY",
    statement: `select name from ${calls} qualify row_number() over (order by amount desc nulls last) = 1`,
    rows: [["root"]],
  },
  {
    clause: "ORDER BY with ASC, DESC, NULLS FIRST, NULLS LAST; LIMIT, OFFSET, FETCH",
    statement: `select name from ${calls} order by amount desc nulls last limit 1 offset 1`,
    rows: [["maria"]],
  },
  {
    clause: "UNION, UNION ALL, INTERSECT, EXCEPT, MINUS",
    statement: "(select 1 union all select 2) minus select 2",
    rows: [[1]],
  },
  {
    clause: "WITH, also recursive, with or without the word",
    statement:
      "with steps (n) as (select 1 union all select n + 1 from steps where n < 3) select sum(n) from steps",
    rows: [[6]],
  },
  {
    clause: "Subqueries: as a value, in IN, EXISTS, ANY and ALL, correlated",
    statement: `select name from ${calls} where amount = (select max(column1) from values (3), (7))`,
    rows: [["root"]],
  },
  {
    clause: "CASE",
    statement: `select case when amount > 5 then 'often' else 'seldom' end from ${calls} where name = 'root'`,
    rows: [["often"]],
  },
  {
    clause: "Paths: base:key, .key, [0], ['key'], computed indexes",
    statement: `select who:sessions[1]['a.b']::number, who:arn::string is null, who:arn is null from (select ${identity} as who)`,
    rows: [[2, true, false]],
  },
  {
    clause: "Casts: ::type, CAST, TRY_CAST, date '…', timestamp '…'",
    statement: "select '12'::number + 1, try_cast('x' as number), date '2026-01-31'",
    rows: [[13, null, "2026-01-31"]],
  },
  {
    clause: "Intervals",
    statement: "select '2026-01-31 10:00:00'::timestamp_ntz + interval '1 day, 2 hours'",
    rows: [["2026-02-01 12:00:00.000"]],
  },
  {
    clause: "Array and object constants, lambdas",
    statement: "select filter([1, 2, 3], x -> x > 1), {'b': 1, 'a': [true]}",
    rows: [["[2,3]", '{"a":[true],"b":1}']],
  },
  {
    clause: "Comments (--, //, /* */), strings with escapes and $$",
    statement: "select 'it''s' /* a quote */, $$no \\escape$$ -- the end",
    rows: [["it's", "no \\escape"]],
  },
];
