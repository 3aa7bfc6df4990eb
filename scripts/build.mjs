// Builds what is missing: compiles when dist is absent or a source is newer than it. `--force` always compiles.
// Where nothing is stale it needs no development dependency, so that `npm start` works after `npm ci --omit=dev`.
// The compiler is the one the tests run through; types are checked by `npm run check`.
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { buildConsole, isConsoleStale } from "./build-console.mjs";
import { requireRuntime } from "./runtime.mjs";

requireRuntime();

const root = fileURLToPath(new URL("..", import.meta.url));
const output = join(root, "dist");
const stamp = join(output, ".built");
const sources = ["src", "migrations"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name)),
);

/** What /explorer shows: files of development dependencies, by the names it serves them under. */
const explorerFiles = {
  "react.js": ["react", "umd/react.production.min.js"],
  "react-dom.js": ["react-dom", "umd/react-dom.production.min.js"],
  "graphiql.js": ["graphiql", "graphiql.min.js"],
  "graphiql.css": ["graphiql", "graphiql.min.css"],
};

if (process.argv.includes("--force") || isStale()) {
  const started = Date.now();
  const { transformFile } = await loadCompiler();
  const compiled = (await Promise.all(sources.map((source) => compile(source, transformFile)))).flat();
  const made = new Set([...compiled, ...copyExplorer()]);
  removeOthers(made);
  writeFileSync(stamp, new Date().toISOString());
  console.log(`mayfrom: built ${sources.length} files in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

if (process.argv.includes("--force") || isConsoleStale(root)) {
  await loadCompiler();
  await buildConsole(root);
}

async function loadCompiler() {
  try {
    return await import("@swc/core");
  } catch (cause) {
    if (cause.code !== "ERR_MODULE_NOT_FOUND") throw cause;
    console.error("mayfrom: dist is absent or older than a source, and the compiler is not installed.");
    console.error("Build with all dependencies (npm ci && npm run build) before npm ci --omit=dev.");
    process.exit(1);
  }
}

function copyExplorer() {
  const require = createRequire(import.meta.url);
  mkdirSync(join(output, "explorer"), { recursive: true });
  return Object.entries(explorerFiles).map(([name, [packageName, file]]) => {
    const target = join(output, "explorer", name);
    const unfinished = `${target}.${process.pid}`;
    copyFileSync(join(dirname(require.resolve(`${packageName}/package.json`)), file), unfinished);
    renameSync(unfinished, target);
    return target;
  });
}

async function compile(source, transformFile) {
  const target = join(output, relative(root, source)).replace(/\.ts$/, ".js");
  const { code, map } = await transformFile(source, { configFile: join(root, ".swcrc") });
  mkdirSync(dirname(target), { recursive: true });
  writeWhole(target, `${code}\n//# sourceMappingURL=${basename(target)}.map\n`);
  writeWhole(`${target}.map`, map);
  return [target, `${target}.map`];
}

// Each file appears whole and at once: programs may be running from this folder, and builds beside this one.
function writeWhole(file, text) {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, file);
}

// A source that was removed must not live on in what was built from it.
function removeOthers(made) {
  for (const entry of readdirSync(output, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    // The console's folder is put in place as a whole.
    if (relative(output, file).startsWith("console")) continue;
    if (entry.isFile() && /\.js(\.map)?$/.test(entry.name) && !made.has(file)) rmSync(file, { force: true });
  }
}

function isStale() {
  if (!existsSync(stamp)) return true;
  const builtAt = statSync(stamp).mtimeMs;
  return [join(root, "package.json"), ...sources].some((file) => statSync(file).mtimeMs > builtAt);
}
