// Builds what is missing: compiles when dist is absent or a source is newer than it. `--force` always compiles.
// The compiler is the one the tests run through; types are checked by `npm run check`.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { transformFile } from "@swc/core";

const root = fileURLToPath(new URL("..", import.meta.url));
const output = join(root, "dist");
const stamp = join(output, ".built");
const sources = ["src", "migrations"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name)),
);

if (process.argv.includes("--force") || isStale()) {
  const started = Date.now();
  const made = new Set((await Promise.all(sources.map(compile))).flat());
  removeOthers(made);
  writeFileSync(stamp, new Date().toISOString());
  console.log(`mayfrom: built ${sources.length} files in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

async function compile(source) {
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
    if (entry.isFile() && /\.js(\.map)?$/.test(entry.name) && !made.has(file)) rmSync(file, { force: true });
  }
}

function isStale() {
  if (!existsSync(stamp)) return true;
  const builtAt = statSync(stamp).mtimeMs;
  return [join(root, "package.json"), ...sources].some((file) => statSync(file).mtimeMs > builtAt);
}
