import { z } from "zod";
import { translateFunction } from "../../engine";
import { automaticName } from "../resource/names";
import type { ResourceType } from "../resource/type";
import type { Snowflake, UserDefinedFunction } from "./account";
import { requireSchema } from "./database";
import { alreadyExists, doesNotExist } from "./error";
import { fullName, quoted } from "./identifier";
import { requireFeature } from "./provider";
import { compiling, scope } from "./scope";
import { isSameText } from "./sameText";
import { snowflakeType, type SnowflakeRequest } from "./type";

const feature = "snowflake_function_sql_resource";

const inputs = z.strictObject({
  database: z.string(),
  schema: z.string(),
  name: z.string().optional(),
  comment: z.string().optional(),
  arguments: z.array(z.strictObject({ argName: z.string(), argDataType: z.string() })).optional(),
  returnType: z.string(),
  functionDefinition: z.string(),
});

/** What a function answers for the parameters that nobody set. */
const parameters = {
  enableConsoleOutput: false,
  logLevel: "OFF",
  metricLevel: "NONE",
  traceLevel: "OFF",
  parameters: [],
};

const functionSql = snowflakeType("snowflake:index/functionSql:FunctionSql", {
  replacedBy: ["database", "schema", "arguments", "returnType", "functionDefinition"],
  same: (input, before, after) => input === "functionDefinition" && isSameText(before, after),
  inputs,
  create(given, request) {
    requireFeature(feature, request);
    const { account, at, origin } = request;
    const { database, schema } = given;
    requireSchema(account, database, schema, at);
    const name = given.name ?? automaticName(request);
    const key = quoted(database, schema, name);
    const made = compiled({ ...given, name }, request);
    refuseTaken(key, made, account);
    account.functions.add(key, made, origin);
    return {
      id: identityOf(made),
      outputs: { ...parameters, functionLanguage: "SQL", ...given, ...facts(made) },
    };
  },
  update(given, { outputs }, request) {
    requireFeature(feature, request);
    const { functions } = request.account;
    const before = quoted(given.database, given.schema, String(outputs.name));
    const found = functions.get(before, request.at);
    if (!found) throw doesNotExist("Function", String(outputs.fullyQualifiedName));
    const name = given.name ?? found.name;
    const key = quoted(given.database, given.schema, name);
    // A change of the text that the provider cannot see is not sent either.
    const made = compiled({ ...given, name, functionDefinition: found.definition }, request);
    if (key !== before) refuseTaken(key, made, request.account);
    functions.change(key, made, request.origin, before);
    return { id: identityOf(made), outputs: facts(made) };
  },
  delete({ inputs: given, outputs }, request) {
    requireFeature(feature, request);
    requireSchema(request.account, given.database, given.schema, request.at);
    request.account.functions.remove(quoted(given.database, given.schema, String(outputs.name)));
  },
  read({ inputs: given, outputs }, request) {
    requireFeature(feature, request);
    const key = quoted(given.database, given.schema, String(outputs.name));
    return request.account.functions.has(key) ? {} : undefined;
  },
});

export const functionTypes: ResourceType<Snowflake>[] = [functionSql];

function refuseTaken(key: string, made: UserDefinedFunction, { functions }: Snowflake): void {
  const taken = functions.get(key);
  if (!taken) return;
  if (identityOf(taken) === identityOf(made)) throw alreadyExists(made.name);
  throw new Error(
    `the sandbox has no two functions of a name, and ${identityOf(taken)} is there already`,
  );
}

/** The function as the provider sends it: names of parameters in quotes, the text between dollar signs. */
function compiled(
  given: z.infer<typeof inputs> & { name: string },
  request: SnowflakeRequest,
): UserDefinedFunction {
  const { database, schema, name, functionDefinition: definition } = given;
  const list = (given.arguments ?? []).map(
    ({ argName, argDataType }) => `${quoted(argName)} ${argDataType}`,
  );
  const statement = `CREATE FUNCTION ${quoted(name)}(${list.join(", ")}) RETURNS ${given.returnType} AS $$${definition}$$`;
  const names = scope(request.account, [database, schema], request.at);
  const { function: made } = compiling(() => translateFunction(statement, names));
  return { kind: "function", database, schema, name, definition, statement, made };
}

/** The full name with the types of the parameters, by which Snowflake tells functions apart. */
function identityOf(made: UserDefinedFunction): string {
  return `${fullName(made)}(${made.made.parameters.map(({ type }) => type).join(", ")})`;
}

function facts(made: UserDefinedFunction): { name: string; [output: string]: unknown } {
  const { database, schema, name } = made;
  return {
    name,
    fullyQualifiedName: identityOf(made),
    showOutputs: [{ catalogName: database, schemaName: schema, name, language: "SQL" }],
  };
}
