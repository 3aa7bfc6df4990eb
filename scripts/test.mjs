#!/usr/bin/env node
// `npm test [-- VITEST-ARGUMENTS]`, after the check: system parts, build, all suites, and a last line of how many passed
// and failed.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { countResults, runVitest } from "./run-vitest.mjs";
import { requireRuntime } from "./runtime.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

requireRuntime({ needsDependencies: true });

const BEFORE = [
  ["installation of system parts", "bash", "scripts/install-system-parts.sh"],
  ["build", process.execPath, "scripts/build.mjs"],
];

function main() {
  for (const [what, command, ...parameters] of BEFORE) {
    const { status, error } = spawnSync(command, parameters, { stdio: "inherit" });
    if (error) throw error;
    if (status !== 0) {
      console.error(`The ${what} failed: no suite was run.`);
      return { passed: 0, failed: 1 };
    }
  }
  return countResults(runVitest(process.argv.slice(2)));
}

const { passed, failed } = main();
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed`);
