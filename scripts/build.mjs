// Builds what is missing: compiles when dist is absent or a source is newer than it. `--force` always compiles.
// The compiler is the one the tests run through; types are checked by `npm run check`.
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
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
  // Emptied first, so that a source that was removed does not live on.
  rmSync(output, { recursive: true, force: true });
  await Promise.all(sources.map(compile));
  writeFileSync(stamp, new Date().toISOString());
  console.log(`mayfrom: built ${sources.length} files in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

async function compile(source) {
  const target = join(output, relative(root, source)).replace(/\.ts$/, ".js");
  const { code, map } = await transformFile(source, { configFile: join(root, ".swcrc") });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `${code}\n//# sourceMappingURL=${target.split("/").pop()}.map\n`);
  writeFileSync(`${target}.map`, map);
}

function isStale() {
  if (!existsSync(stamp)) return true;
  const builtAt = statSync(stamp).mtimeMs;
  return [join(root, "package.json"), ...sources].some((file) => statSync(file).mtimeMs > builtAt);
}
