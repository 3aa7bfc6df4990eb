#!/usr/bin/env node
// `npm test [-- VITEST-ARGUMENTS]`: the check, system parts, build, all suites, and a last line of how many passed and
// failed.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const vitest = "node_modules/vitest/vitest.mjs";

/** Runs a command with our terminal; returns its exit status, 1 where a signal ended it. */
function run(command, ...parameters) {
  const { status, error } = spawnSync(command, parameters, { stdio: "inherit" });
  if (error) throw error;
  return status ?? 1;
}

/**
 * Counts vitest's JSON report. A test that did not run has not passed, whatever the reason, and a file that broke
 * outside its tests counts as one more failure.
 */
function count(report) {
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((assertion) => assertion.status === "failed"),
  );
  return { passed: report.numPassedTests, failed: report.numTotalTests - report.numPassedTests + brokenFiles.length };
}

/** Runs vitest; returns the counts. */
function runSuites(parameters) {
  const directory = mkdtempSync(join(tmpdir(), "mayfrom-report-"));
  const file = join(directory, "report.json");
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const status = run(process.execPath, vitest, "run", ...reporters, ...parameters);
    // Without a report, vitest itself broke down and has said why.
    const counts = existsSync(file) ? count(JSON.parse(readFileSync(file, "utf8"))) : { passed: 0, failed: 0 };
    // An error outside any test, for instance in the global set-up, is only in the exit status.
    if (status !== 0 && counts.failed === 0) counts.failed = 1;
    return counts;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function main() {
  if (run(process.execPath, "scripts/check.mjs") !== 0) {
    console.error("The check failed: no suite was run.");
    return { passed: 0, failed: 1 };
  }
  if (run("bash", "scripts/install-system-parts.sh") !== 0) return { passed: 0, failed: 1 };
  if (run(process.execPath, "scripts/build.mjs") !== 0) {
    console.error("The build failed: no suite was run.");
    return { passed: 0, failed: 1 };
  }
  return runSuites(process.argv.slice(2));
}

const { passed, failed } = main();
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed`);
