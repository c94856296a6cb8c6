"use strict";

const { availableParallelism } = require("node:os");

module.exports = {
  require: ["tsx/cjs"],
  spec: ["tests/**/*.test.ts"],
  forbidOnly: true,
  timeout: 60000,
  reporter: "./tests/reporter.cjs",
  parallel: true,
  // Mocha leaves one core idle unless told.
  jobs: availableParallelism(),
};
