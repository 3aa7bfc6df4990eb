import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { isSupportedNode } from "../../../scripts/runtime.mjs";

const RANGE = "^20.19 || ^22.15 || >=24";

it.each([
  ["v20.19.0", true],
  ["v20.20.2", true],
  ["v22.15.0", true],
  ["v24.0.0", true],
  ["v26.1.0", true],
  ["v18.20.8", false],
  ["v20.18.3", false],
  ["v21.7.0", false],
  ["v22.14.0", false],
  ["v23.11.0", false],
])("knows whether %s serves: %s", (version, isSupported) => {
  expect(isSupportedNode(version, RANGE)).toBe(isSupported);
});

it("refuses a range that it cannot read", () => {
  expect(() => isSupportedNode("v20.19.0", "20.x")).toThrow("engines.node");
});

it.each([
  ["test.mjs", "npm ci"],
  ["check.mjs", "npm ci"],
  ["build.mjs", "npm ci"],
])("says in a clone without dependencies what to install: scripts/%s", (script, words) => {
  const clone = mkdtempSync(join(tmpdir(), "mayfrom-clone-"));
  try {
    for (const part of ["package.json", "scripts"]) cpSync(part, join(clone, part), { recursive: true });
    for (const folder of ["src", "migrations"]) mkdirSync(join(clone, folder));
    const { status, stderr } = spawnSync(process.execPath, [join("scripts", script)], { cwd: clone, encoding: "utf8" });
    expect(status).toBe(1);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/^\s+at /m);
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
});
