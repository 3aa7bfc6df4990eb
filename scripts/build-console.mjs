// Makes dist/console of console/ and clients/, with a compressed file beside each that is worth it. Built apart and put in
// place at once: a server that starts meanwhile finds the old one or the new one, whole.
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const FOLDERS = ["console", "clients/typescript", "src/texts", "src/kernel"];
const COMPRESSED = /\.(js|css|svg)$/;

/** Whether there is none, or a source is newer. */
export function isConsoleStale(root) {
  const manifest = join(root, "dist/console/manifest.json");
  if (!existsSync(manifest)) return true;
  const builtAt = statSync(manifest).mtimeMs;
  return FOLDERS.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .some((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs > builtAt);
}

export async function buildConsole(root) {
  const started = Date.now();
  const target = join(root, "dist/console");
  const unfinished = `${target}.${process.pid}`;
  // A test's NODE_ENV would bundle React as it is for development, half as large again.
  process.env.NODE_ENV = "production";
  const { build } = await import("vite");
  try {
    await build({
      configFile: join(root, "console/vite.config.ts"),
      logLevel: "error",
      build: { outDir: unfinished },
    });
    const names = readdirSync(join(unfinished, "assets")).filter((name) => COMPRESSED.test(name));
    for (const name of names) compress(join(unfinished, "assets", name));
    const replaced = `${target}.${process.pid}.old`;
    if (existsSync(target)) renameSync(target, replaced);
    renameSync(unfinished, target);
    rmSync(replaced, { recursive: true, force: true });
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  console.log(`mayfrom: built the console in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function compress(file) {
  const text = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
  writeFileSync(`${file}.br`, brotliCompressSync(text, { params }));
  writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }));
}
