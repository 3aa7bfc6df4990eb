#!/usr/bin/env node
// `npm run check`: every `check:…` of package.json at the same time, each with what it says and how long it took.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { requireRuntime } from "./runtime.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
requireRuntime({ needsDependencies: true });
const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));

/** Runs one check; resolves to whether it found nothing. */
function check(name) {
  const startedAt = Date.now();
  return new Promise((resolve) => {
    const child = spawn("npm", ["run", "--silent", name], { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (output += piece));
    child.once("error", (error) => (output += `${error.message}\n`));
    child.once("close", (status) => {
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      console.log(`${status === 0 ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
      if (status !== 0) process.stdout.write(output);
      resolve(status === 0);
    });
  });
}

const names = Object.keys(scripts).filter((name) => name.startsWith("check:"));
const waiting = [...names];
const found = [];
const runNext = async () => {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) found.push(await check(name));
};
// The compiler comes first in package.json and takes as long as the others together: two at a time fill two cores.
await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, runNext));
process.exitCode = found.length === names.length && found.every(Boolean) ? 0 : 1;
