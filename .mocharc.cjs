"use strict";

const { availableParallelism } = require("node:os");

module.exports = {
  require: ["tsx/cjs"],
  spec: ["tests/**/*.test.ts"],
  forbidOnly: true,
  // A machine that does other things besides takes a multiple of the time.
  timeout: 180000,
  reporter: "./tests/reporter.cjs",
  parallel: true,
  // Mocha leaves one core idle unless told.
  jobs: availableParallelism(),
};
