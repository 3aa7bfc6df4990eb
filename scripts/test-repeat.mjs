#!/usr/bin/env node
// `npm run test:repeat -- N [--shuffle] [--busy] [--held] [FILE…]`: N full runs of the suite in a row, each with a seed of its
// own, and at the end how many were green and which tests failed. `--shuffle` runs the files in another order each
// time, `--busy` beside two loops that take all the processor they get, `--held` with answers of the API that reach
// the browser's pages late and out of order.
import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { countResults, failuresOf, runVitest } from "./run-vitest.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    shuffle: { type: "boolean", default: false },
    busy: { type: "boolean", default: false },
    held: { type: "boolean", default: false },
  },
});
const [times = "", ...files] = positionals;
const runs = Number(times);
if (!Number.isInteger(runs) || runs < 1)
  throw new Error(`Say how many runs: npm run test:repeat -- 20 [--shuffle] [--busy] [--held]`);

for (const [command, script] of [
  [process.execPath, "scripts/check.mjs"],
  ["bash", "scripts/install-system-parts.sh"],
  [process.execPath, "scripts/build.mjs"],
]) {
  const { status } = spawnSync(command, [script], { stdio: "inherit" });
  if (status !== 0) process.exit(1);
}

const loops = values.busy ? [1, 2].map(() => spawn(process.execPath, ["--eval", "for (;;) {}"])) : [];
process.once("exit", () => {
  for (const loop of loops) loop.kill("SIGKILL");
});
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

const lines = [];
const failures = new Map();
for (let number = 1; number <= runs; number += 1) {
  const seed = process.env.SEED ?? String(Math.trunc(Math.random() * 2 ** 31));
  const shuffle = values.shuffle ? ["--sequence.shuffle.files", `--sequence.seed=${Math.abs(Number(seed))}`] : [];
  const startedAt = Date.now();
  const result = runVitest([...shuffle, ...files], { SEED: seed, ...(values.held && { HELD_ANSWERS: "1" }) }, []);
  const { passed, failed } = countResults(result);
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  lines.push(`run ${number}: ${passed} passed, ${failed} failed, seed ${seed}, ${seconds} s`);
  console.log(lines.at(-1));
  if (failed === 0) continue;
  const named = failuresOf(result);
  for (const name of named.length > 0 ? named : ["an error outside the tests"]) {
    failures.set(name, [...(failures.get(name) ?? []), number]);
  }
}

const green = lines.filter((line) => line.includes(" 0 failed,") && !line.includes(": 0 passed")).length;
console.log(`\n${lines.join("\n")}\n`);
for (const [name, numbers] of failures) console.log(`failed in run ${numbers.join(", ")}: ${name}`);
console.log(`${green} of ${runs} runs green`);
process.exitCode = green === runs ? 0 : 1;
process.exit();
