// Builds what is missing: compiles when dist is absent or a source is newer than it. `--force` always compiles.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = join(root, "dist/.built");

if (process.argv.includes("--force") || isStale()) {
  const started = Date.now();
  console.log("mayfrom: building …");
  // Emptied first, so that a source that was removed does not live on.
  rmSync(join(root, "dist"), { recursive: true, force: true });
  const compiler = join(root, "node_modules/@swc/cli/bin/swc.js");
  run(process.execPath, [compiler, "src", "migrations", "-d", "dist", "--config-file", ".swcrc"]);
  writeFileSync(stamp, new Date().toISOString());
  console.log(`mayfrom: built in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function run(command, commandArguments) {
  const { status } = spawnSync(command, commandArguments, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) process.exit(status ?? 1);
}

function isStale() {
  if (!existsSync(stamp)) return true;
  const builtAt = statSync(stamp).mtimeMs;
  const sources = ["src", "migrations"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return ["package.json", ...sources].some((file) => statSync(join(root, file)).mtimeMs > builtAt);
}
