import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** `npm run build` makes `dist/console` of it; `npm run dev:console` serves it while one types, before a server on 4000. */
export default defineConfig({
  root: here("."),
  base: "/console/",
  // Where one types nothing is shaken off: what the kernel asks of Node when it begins is answered here, and never used.
  define: { "process.versions.unicode": JSON.stringify("") },
  resolve: { alias: [{ find: "node:crypto", replacement: here("src/no-node-crypto.ts") }] },
  plugins: [
    react(),
    {
      // The kernel is pure: of its one index the console takes what it uses, and nothing comes along.
      name: "kernel-without-side-effects",
      enforce: "pre",
      async resolveId(source, importer, options) {
        if (importer === undefined || !source.startsWith(".")) return null;
        const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
        return resolved?.id.includes("/src/kernel/") ? { ...resolved, moduleSideEffects: false } : null;
      },
    },
  ],
  build: {
    outDir: here("../dist/console"),
    emptyOutDir: true,
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    target: ["chrome123", "firefox121", "safari17.5"],
    // A font or a picture in a data: address would need the policy to allow them.
    assetsInlineLimit: 0,
    rolldownOptions: { input: here("src/main.tsx") },
  },
  server: { proxy: { "/graphql": "http://127.0.0.1:4000", "^/console/(session|brand)": "http://127.0.0.1:4000" } },
});
