#!/usr/bin/env node
// `npm run test:node -- 22 24 26 [FOLDER…]`: the SQLite half of the suite on other lines of Node, each from npm's own package
// of it, in a copy of this tree with dependencies of its own. Then a database that the present line has made is read
// on each: every decision must be the same. Ends with one line a Node.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "mayfrom-nodes");
/** The test titles of the other engine end in its name. */
const SQLITE_HALF = "^(?!.*MariaDB)";
const PROGRAM = ["--import", "@swc-node/register/esm-register", "test/support/decisions-of-database.ts"];

const words = process.argv.slice(2);
const lines = words.filter((word) => /^\d+$/.test(word));
const folders = words.filter((word) => !/^\d+$/.test(word));
if (lines.length === 0) lines.push("22", "24", "26");
if (folders.length === 0) folders.push("test/unit", "test/database", "test/graphql");

/** Throws unless it ends well; returns its standard output where it is not shown. */
function run(command, parameters, { cwd = root, env = {}, isShown = true } = {}) {
  const { status, error, stdout } = spawnSync(command, parameters, {
    cwd,
    env: { ...process.env, ...env },
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    stdio: ["ignore", isShown ? "inherit" : "pipe", "inherit"],
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${parameters.slice(0, 3).join(" ")} … ended with ${status}`);
  return stdout;
}

/** The folder of a Node of this line, installed without any script of its package. */
function installNode(line) {
  const prefix = process.platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node";
  const name = `${prefix}-${process.platform}-${process.arch}`;
  const folder = join(cache, `node-${line}`);
  mkdirSync(folder, { recursive: true });
  const options = ["--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--loglevel=error"];
  run("npm", ["install", "--prefix", folder, ...options, `${name}@${line}`]);
  return join(folder, "node_modules", name);
}

/** The files that git would commit now, and dependencies for this line, made anew when the lock file has changed. */
function copyTree(line, node) {
  const tree = join(cache, `tree-${line}`);
  const modules = join(tree, "node_modules");
  const stamp = join(modules, ".made-for");
  const kept = join(cache, `modules-${line}`);
  if (existsSync(modules)) {
    rmSync(kept, { recursive: true, force: true });
    spawnSync("mv", [modules, kept]);
  }
  rmSync(tree, { recursive: true, force: true });
  const files = run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { isShown: false });
  for (const file of files.split("\0").filter((name) => name !== "" && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    cpSync(join(root, file), join(tree, file));
  }
  if (existsSync(kept)) spawnSync("mv", [kept, modules]);
  const version = run(node.program, ["--version"], { isShown: false }).trim();
  const wanted = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .update(version)
    .digest("hex");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
    // From 24 on nothing has to be compiled, which is proved by running no script at all.
    const scripts = Number(line) >= 24 ? ["--ignore-scripts"] : [];
    run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error", ...scripts], { cwd: tree, env: node.env });
    writeFileSync(stamp, wanted);
  }
  return tree;
}

function runSuites(tree, node) {
  const report = join(cache, "report.json");
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const vitest = ["node_modules/vitest/vitest.mjs", "run", ...folders, "-t", SQLITE_HALF, ...reporters];
  const { status } = spawnSync(node.program, vitest, {
    cwd: tree,
    env: { ...process.env, ...node.env },
    stdio: "inherit",
  });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((each) => each.status === "failed"),
  );
  const failed = numFailedTests + broken.length;
  return { passed: numPassedTests, failed: status !== 0 && failed === 0 ? 1 : failed };
}

/** The first decision that differs, null where there is none. */
function differenceOf(expected, found) {
  const [ours, theirs] = [expected, found].map((text) => text.trimEnd().split("\n"));
  const index = ours.findIndex((decision, position) => decision !== theirs[position]);
  if (index === -1 && ours.length === theirs.length) return null;
  return `${ours[index] ?? "(nothing)"} here, there ${theirs[index] ?? "(nothing)"}`;
}

const results = [];
const database = join(tmpdir(), `mayfrom-decisions-${process.pid}.sqlite`);
try {
  const expected = run(process.execPath, [...PROGRAM, database], { isShown: false });
  for (const line of lines) {
    const folder = installNode(line);
    const program = join(folder, "bin", "node");
    // Native modules are compiled against the headers of that Node, and every program that npm starts runs on it.
    const env = { PATH: `${join(folder, "bin")}:${process.env.PATH}`, npm_config_nodedir: folder };
    const node = { program, env };
    const tree = copyTree(line, node);
    const found = run(program, [...PROGRAM, database], { cwd: tree, env, isShown: false });
    const difference = differenceOf(expected, found);
    const { passed, failed } = runSuites(tree, node);
    const decisions = `${expected.trimEnd().split("\n").length} decisions of a database made on ${process.version}`;
    const version = run(program, ["--version"], { isShown: false }).trim();
    const agreement = difference === null ? `${decisions} the same` : `${decisions} NOT the same: ${difference}`;
    results.push({
      isGood: failed === 0 && passed > 0 && difference === null,
      text: `${version}: ${passed} passed, ${failed} failed; ${agreement}`,
    });
  }
} finally {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(database + suffix, { force: true });
}
for (const { text } of results) console.log(text);
process.exitCode = results.length === lines.length && results.every(({ isGood }) => isGood) ? 0 : 1;
