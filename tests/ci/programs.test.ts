import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

import { readPythonProgram } from "../../.ci/programs/python";
import { type Program, type Schema, faultsIn } from "../../.ci/programs/schema";
import { readYamlProgram } from "../../.ci/programs/yaml";

const root = join(__dirname, "..", "..");
const schema = JSON.parse(
  readFileSync(join(root, "provider", "schema.json"), "utf8"),
) as unknown as Schema;

interface Language {
  read: (text: string) => Program;
  text: string;
  /** How each mistake is written, in place of what. */
  mistakes: Record<Mistake, [string, string]>;
}
type Mistake = keyof typeof faults;

const faults = {
  "an argument that there is not": "ingest.bucket: there is no such argument",
  "an argument that is missing": "source.baseName: is missing",
  "an argument that is missing within another": "ingest.logs.bucketName: is missing",
  "a text for a switch": "source.trail.skip: expected boolean, found a string",
  "a text for a list": "views.disabledDetections: expected list of string, found a string",
  "a map for a text":
    "ingest.logs.kmsKeyArn: expected string, found an output of OperatorStatements",
  "an output that there is not": "ingest.schemaNames: there is no such output",
  "a component that there is not": "source: there is no component TrailSource",
};

const languages: Record<string, Language> = {
  YAML: {
    read: readYamlProgram,
    text: readFileSync(join(root, "examples", "yaml", "Pulumi.yaml"), "utf8"),
    mistakes: {
      "an argument that there is not": ["      logs:", "      bucket: {}\n      logs:"],
      "an argument that is missing": [
        "properties:\n      baseName: AUDIT_DEV\n",
        "properties: {}\n",
      ],
      "an argument that is missing within another": [
        "bucketName: ${source.bucketName}\n        ",
        "",
      ],
      "a text for a switch": [
        "      baseName: AUDIT_DEV\n",
        '      baseName: AUDIT_DEV\n      trail:\n        skip: "true"\n',
      ],
      "a text for a list": ["disabledDetections:\n        - unauth", "disabledDetections: unauth"],
      "a map for a text": ["${source.kmsKeyArn}", "${ingest.operatorStatements}"],
      "an output that there is not": ["${ingest.schemaName}", "${ingest.schemaNames}"],
      "a component that there is not": ["snowtrail:CloudTrailSource", "snowtrail:TrailSource"],
    },
  },
  Python: {
    read: readPythonProgram,
    text: readFileSync(join(root, "examples", "python", "__main__.py"), "utf8"),
    mistakes: {
      "an argument that there is not": ["    logs={", "    bucket={},\n    logs={"],
      "an argument that is missing": ['"audit", base_name=BASE_NAME)', '"audit")'],
      "an argument that is missing within another": ['"bucket_name": source.bucket_name,', ""],
      "a text for a switch": [
        '"audit", base_name=BASE_NAME)',
        '"audit", base_name=BASE_NAME, trail={"skip": "true"})',
      ],
      "a text for a list": ['["unauthorized_api_calls"]', '"unauthorized_api_calls"'],
      "a map for a text": ["source.kms_key_arn", "ingest.operator_statements"],
      "an output that there is not": ["ingest.schema_name,", "ingest.schema_names,"],
      "a component that there is not": ["snowtrail.CloudTrailSource", "snowtrail.TrailSource"],
    },
  },
};

for (const [language, { read, text, mistakes }] of Object.entries(languages)) {
  describe(`a program in ${language}, held to the schema`, () => {
    it("has its three components, and nothing wrong", () => {
      const program = read(text);
      expect(program.components.map(({ component }) => component)).to.deep.equal([
        "CloudTrailSource",
        "SnowflakeIngest",
        "SecurityViews",
      ]);
      expect(program.components.map(({ inputs }) => inputs.length)).to.deep.equal([1, 3, 4]);
      expect(program.used).to.have.length(9);
      expect(faultsIn(program, schema)).to.deep.equal([]);
    });

    for (const [mistake, [right, wrong]] of Object.entries(mistakes)) {
      it(`is told of ${mistake}`, () => {
        expect(text).to.include(right);
        const found = faultsIn(read(text.replace(right, wrong)), schema);
        expect(found).to.include(faults[mistake as Mistake]);
      });
    }
  });
}
