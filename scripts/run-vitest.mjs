import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Runs vitest in our terminal. `report` is its JSON report; null where vitest itself broke down, which has said why.
 */
export function runVitest(parameters, environment = {}, reporters = ["--reporter=default"]) {
  const directory = mkdtempSync(join(tmpdir(), "mayfrom-report-"));
  const file = join(directory, "report.json");
  try {
    const { status, error } = spawnSync(
      process.execPath,
      [
        "node_modules/vitest/vitest.mjs",
        "run",
        ...reporters,
        "--reporter=json",
        `--outputFile.json=${file}`,
        ...parameters,
      ],
      { stdio: "inherit", env: { ...process.env, ...environment } },
    );
    if (error) throw error;
    return { status: status ?? 1, report: existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * Counts a run. A test that did not run has not passed, whatever the reason; a file that broke outside its tests counts
 * as one more failure, and so does an error outside any test, for instance in the global set-up.
 */
export function countResults({ status, report }) {
  if (report === null) return { passed: 0, failed: 1 };
  const failed = report.numTotalTests - report.numPassedTests + brokenFilesOf(report).length;
  return { passed: report.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
}

/** `file: test`, each that did not pass. */
export function failuresOf({ report }) {
  if (report === null) return ["vitest itself"];
  const nameOf = (path) => path.slice(process.cwd().length + 1);
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status !== "passed")
      .map(({ fullName }) => `${nameOf(name)}: ${fullName.trim()}`),
  );
  return [...tests, ...brokenFilesOf(report).map(({ name }) => `${nameOf(name)}: (the file itself)`)];
}

function brokenFilesOf(report) {
  return report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((assertion) => assertion.status === "failed"),
  );
}
