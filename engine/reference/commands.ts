/** A command of the session: statements that run one after the other, and the rows of the last. */
export interface CommandExample {
  command: string;
  statements: readonly string[];
  rows: readonly (readonly (string | number | boolean | null)[])[];
}

/** What can be run beside queries, over one table without rows. */
export const commands: readonly CommandExample[] = [
  {
    command:
      "CREATE FUNCTION, OR REPLACE too: a scalar function whose body is an expression, for later statements; one function a name",
    statements: [
      "create or replace function service(source varchar) returns varchar as $$ split_part(source, '.', 1) $$",
      "select service('s3.amazonaws.com')",
    ],
    rows: [["s3"]],
  },
  {
    command:
      "SET and UNSET: session variables for later statements, each of the type of its value, which is a text, number, boolean, binary, date or time",
    statements: [
      "set (min, max) = (40, 70)",
      "set (min, max) = (50, 2 * $min)",
      "select $min, $max",
    ],
    rows: [[50, 80]],
  },
  {
    command: "SET from a query's only row",
    statements: ["set n = (select count(*) from cloudtrail)", "select $n + 1"],
    rows: [[1]],
  },
  {
    command: "IDENTIFIER with a string or a variable, as the name of a table",
    statements: ["set source = 'cloudtrail'", "select count(*) from identifier($source)"],
    rows: [[0]],
  },
  {
    command:
      "SHOW TABLES with LIKE, IN, STARTS WITH and LIMIT: name, database_name, schema_name, kind, rows",
    statements: ["show tables like 'cloud%'"],
    rows: [["CLOUDTRAIL", null, null, "TABLE", 0]],
  },
  {
    command: "SHOW VIEWS with the same: name, database_name, schema_name",
    statements: ["show views in account limit 10"],
    rows: [],
  },
  {
    command:
      "SHOW COLUMNS with LIKE and IN: table_name, schema_name, column_name, data_type, kind, database_name",
    statements: ["show columns in table cloudtrail"],
    rows: [["CLOUDTRAIL", null, "RECORD", '{"type":"VARIANT"}', "COLUMN", null]],
  },
  {
    command: "DESCRIBE or DESC, TABLE or VIEW: name, type, kind",
    statements: ["describe view cloudtrail"],
    rows: [["RECORD", "VARIANT", "COLUMN"]],
  },
];
