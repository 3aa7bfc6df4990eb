import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { transformFileSync } from "@swc/core";
import { buildProgram } from "./mayfrom-process.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TESTS = join(ROOT, "test");

/**
 * Path of a script of the tests (`test/….ts`) as plain `node` runs it, for processes of their own: compiled to
 * `dist/test`, beside the built program, which it imports as it would the sources. One that compiles all of `src` as it
 * loads takes several times the processor time to start.
 */
export function compiledScript(source: string): string {
  buildProgram();
  return compile(resolve(TESTS, source), new Set());
}

/** With the files of the tests that it imports; each once. */
function compile(source: string, done: Set<string>): string {
  const target = join(ROOT, "dist", relative(ROOT, source)).replace(/\.ts$/, ".js");
  if (done.has(source)) return target;
  done.add(source);
  const { code } = transformFileSync(source, { configFile: join(ROOT, ".swcrc"), sourceMaps: "inline" });
  for (const [, specifier = ""] of code.matchAll(/^(?:import|export) (?:[^'";]*? from )?["'](\.[^"']+)["']/gm)) {
    const imported = resolve(dirname(source), specifier.replace(/\.js$/, ".ts"));
    if (imported.startsWith(TESTS)) compile(imported, done);
  }
  mkdirSync(dirname(target), { recursive: true });
  // Whole and at once: another worker may be running it.
  writeFileSync(`${target}.${process.pid}`, code);
  renameSync(`${target}.${process.pid}`, target);
  return target;
}
