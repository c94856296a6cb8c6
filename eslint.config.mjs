import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  // The examples use the package, and are compiled by .ci/examples.ts where it is.
  { ignores: ["dist/", "node_modules/", "examples/"] },
  eslint.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "max-lines": ["error", { max: 300, skipComments: false, skipBlankLines: false }],
      eqeqeq: "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Pulumi's Outputs refuse string conversion at run time themselves, and numbers in templates are clear.
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
    },
  },
  {
    // What is published writes through the streams it is given, and a component through Pulumi's log.
    files: [
      "policy/**/*.ts",
      "provider/**/*.ts",
      "components/**/*.ts",
      "sql/**/*.ts",
      "engine/**/*.ts",
      "cli/**/*.ts",
    ],
    rules: { "no-console": "error" },
  },
  {
    // chai asserts with property expressions: `expect(x).to.be.true`.
    files: ["tests/**/*.ts"],
    rules: { "@typescript-eslint/no-unused-expressions": "off", "max-lines": "off" },
  },
  {
    // The report's page: scripts of one page, which see one another. TypeScript knows their names.
    files: ["cli/report/page/*.js"],
    languageOptions: { sourceType: "script" },
    rules: { "no-undef": "off", "no-unused-vars": ["error", { vars: "local" }] },
  },
  {
    files: [".ci/*.mjs"],
    languageOptions: { globals: { process: "readonly" } },
  },
  {
    files: ["**/*.cjs"],
    languageOptions: {
      globals: {
        require: "readonly",
        module: "writable",
        console: "readonly",
        process: "readonly",
        __dirname: "readonly",
      },
    },
  },
);
