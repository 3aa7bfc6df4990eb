#!/usr/bin/env node
// `npm run fuzz [-- --minutes N] [--only PART-OF-A-NAME]`: every file with property tests, again and again with new
// seeds. Ends with the seeds tried and with each test that failed: its seed, its path and its counterexample.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, stripVTControlCharacters } from "node:util";
import { runVitest } from "./run-vitest.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

const { values } = parseArgs({
  options: { minutes: { type: "string", default: "5" }, only: { type: "string", default: "" } },
});
const minutes = Number(values.minutes);
if (!(minutes > 0)) throw new Error(`--minutes is ${JSON.stringify(values.minutes)}; it must be a number above 0`);

const files = readdirSync("test", { recursive: true, encoding: "utf8" })
  .map((name) => join("test", name))
  .filter((path) => path.endsWith(".test.ts") && path.includes(values.only))
  .filter((path) => readFileSync(path, "utf8").includes('"fast-check"'))
  .sort();
if (files.length === 0) throw new Error(`No file with property tests has ${JSON.stringify(values.only)} in its name`);

const newSeed = () => Math.trunc(Math.random() * 2 ** 32) - 2 ** 31;

/** What a person needs of a failure: fast-check's seed, path and counterexample, or the first lines of another error. */
function essenceOf(message) {
  // So vitest names the place of a test that ran out of time.
  if (message.includes("STACK_TRACE_ERROR")) return ["ran out of time; no property failed"];
  const lines = stripVTControlCharacters(message).split("\n");
  const about = lines.filter((line) => /^\{ seed:|^Counterexample:|^Got |^Error: Property/.test(line.trim()));
  return (about.length > 0 ? about : lines.slice(0, 4)).map((line) => line.trim().slice(0, 500));
}

const endsAt = Date.now() + minutes * 60_000;
const found = new Map();
let seeds = 0;
while (Date.now() < endsAt && !process.exitCode) {
  const seed = newSeed();
  seeds += 1;
  const { status, report } = runVitest(files, { SEED: String(seed) }, []);
  if (report === null) {
    console.error(`With seed ${seed}, vitest itself ended with status ${status}`);
    process.exitCode = 1;
    break;
  }
  const before = found.size;
  for (const { name, assertionResults, message } of report.testResults) {
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (message && failed.length === 0) failed.push({ fullName: "(the file itself)", failureMessages: [message] });
    for (const { fullName, failureMessages } of failed) {
      const key = `${name.slice(process.cwd().length + 1)}: ${fullName.trim()}`;
      found.set(key, [...(found.get(key) ?? []), { seed, essence: essenceOf(failureMessages.join("\n")) }]);
    }
  }
  if (found.size > before) console.log(`seed ${seed}: new failures: ${[...found.keys()].slice(before).join("; ")}`);
}

console.log(`\n${seeds} seeds tried on ${files.length} files, ${found.size} tests failed`);
for (const [test, failures] of found) {
  console.log(
    `\n${test}\n  failed with ${failures.length} of ${seeds} seeds: ${failures.map(({ seed }) => seed).join(", ")}`,
  );
  for (const line of failures[0].essence) console.log(`  ${line}`);
  console.log(`  again: SEED=${failures[0].seed} npx vitest run ${test.split(":")[0]}`);
}
if (found.size > 0) process.exitCode = 1;
