import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import swc from "unplugin-swc";
import { defineConfig } from "vitest/config";

const require = createRequire(import.meta.url);

export default defineConfig({
  plugins: [swc.vite({ module: { type: "es6" } })],
  // Vitest resolves graphql's ESM build for tests and type-graphql its CommonJS build; two copies
  // of graphql refuse each other's types, so both are pointed at one file.
  resolve: {
    alias: [
      { find: /^graphql$/, replacement: require.resolve("graphql") },
      {
        find: /^@node-rs\/argon2$/,
        replacement: fileURLToPath(new URL("test/support/light-argon2.ts", import.meta.url)),
      },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    setupFiles: [
      "test/support/reflect-metadata.ts",
      "test/support/end-with-run.ts",
      "test/support/close-at-end.ts",
      "test/support/property-seed.ts",
    ],
    // The files of a worker share their modules: loading them anew for each file took a third of the run.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A fact that is waited for may be slow on a busy machine; a second, as is given otherwise, was met by chance.
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 2,
  },
});
