import { readdirSync } from "node:fs";
import path from "node:path";
import { CatalogueError } from "./error";
import { readText, sqlFolder } from "./file";
import { digestOf, endWithComment, splitHeader } from "./statement";

/** The types that a parameter and a result can have. */
const types = [
  "ARRAY",
  "BOOLEAN",
  "FLOAT",
  "NUMBER",
  "OBJECT",
  "TIMESTAMP_NTZ",
  "VARCHAR",
  "VARIANT",
];

/** A function of one expression, the same in Snowflake and on the laptop. */
export interface SqlFunction {
  /** The name as Snowflake keeps it: that of the file in upper case. */
  name: string;
  /** What it gives: the first paragraph of the header, in one line. */
  description: string;
  /** In their order, with name and type in upper case. */
  parameters: { name: string; type: string }[];
  /** In upper case. */
  returnType: string;
  /** The expression as it is deployed, with a last comment that carries the digest of the file. */
  body: string;
  /** The whole CREATE FUNCTION as it stands in the file, without the closing semicolon. */
  statement: string;
  /** The path of the file, for messages. */
  file: string;
  digest: string;
}

const create =
  /^create or replace function (?<name>[^\s(]*)\s*\((?<parameters>[^()]*)\)\s*returns (?<returns>.*?)\s*as \$\$(?<body>(?:(?!\$\$).)*)\$\$$/is;

/**
 * Reads the text of a function: a block comment that says what it gives, then one CREATE OR REPLACE FUNCTION.
 *
 * @throws CatalogueError that names the file and what in it is wrong: name, parameters, returns, body.
 */
export function parseFunction(text: string, file: string): SqlFunction {
  const { header, rest } = splitHeader(text, file);
  const statement = rest.trim().replace(/;$/, "");
  const { name, parameters, returns, body } = create.exec(statement)?.groups ?? {};
  if (
    name === undefined ||
    parameters === undefined ||
    returns === undefined ||
    body === undefined
  ) {
    throw new CatalogueError(
      `${file}: expected one "create or replace function <name>(<parameters>) returns <type> as $$ <expression> $$;" after the header.`,
    );
  }
  const expected = path.basename(file, ".sql");
  if (name !== expected) {
    throw new CatalogueError(
      `${file}: name: expected "${expected}", the name of the file, found "${name}". Change either.`,
    );
  }
  if (body.trim() === "") throw new CatalogueError(`${file}: body: expected an expression.`);
  const digest = digestOf(text);
  return {
    name: name.toUpperCase(),
    description: descriptionIn(header, file),
    parameters: parametersIn(parameters, file),
    returnType: typeIn(returns, "returns", file),
    body: endWithComment(body.trim(), `digest ${digest}`),
    statement,
    file,
    digest,
  };
}

function descriptionIn(header: string, file: string): string {
  const [paragraph = ""] = header.trim().split(/\n\s*\n/);
  if (paragraph === "")
    throw new CatalogueError(`${file}: header: expected a sentence that says what it gives.`);
  return paragraph.replace(/\s+/g, " ");
}

function parametersIn(list: string, file: string): SqlFunction["parameters"] {
  if (list.trim() === "") return [];
  return list.split(",").map((written) => {
    const { name, type } = /^\s*(?<name>[a-z]\w*)\s+(?<type>\w+)\s*$/.exec(written)?.groups ?? {};
    if (name === undefined || type === undefined) {
      throw new CatalogueError(
        `${file}: parameters: expected "<name> <type>", the name in lower snake case, found "${written.trim()}".`,
      );
    }
    return { name: name.toUpperCase(), type: typeIn(type, `parameters.${name}`, file) };
  });
}

function typeIn(written: string, key: string, file: string): string {
  const type = written.toUpperCase();
  if (types.includes(type)) return type;
  throw new CatalogueError(
    `${file}: ${key}: expected a type of ${types.join(", ").toLowerCase()}, found "${written}".`,
  );
}

/** Reads the shipped functions, in the order of their names. None calls another, so that any order will do. */
export function readFunctions(): SqlFunction[] {
  const folder = path.join(sqlFolder, "functions");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => path.join(folder, name))
    .map((file) => parseFunction(readText(file), file));
}
