import { expect, test } from "vitest";
import { findEarlyImports, findUnwantedLoads } from "../../../../scripts/rules/lazy-loading.js";

test.each([
  ["src/api/a.ts", 'import { trace } from "@opentelemetry/api";'],
  ["src/api/a.ts", 'export { trace } from "@opentelemetry/api";'],
  ["src/tracing/index.ts", 'export { openTelemetryTo } from "./open-telemetry.js";'],
  ["src/cli/a.ts", 'import "../tracing/open-telemetry.js";'],
])("refuses in %s: %s", (path, text) => {
  expect(findEarlyImports([[path, text]])).toEqual([expect.stringContaining(`${path}:1: loads`)]);
});

test.each([
  ["src/tracing/open-telemetry.ts", 'import { trace } from "@opentelemetry/api";'],
  ["src/tracing/start-tracing.ts", 'const { openTelemetryTo } = await import("./open-telemetry.js");'],
  ["src/tracing/spans.ts", 'import type { Span } from "@opentelemetry/api";'],
])("permits in %s: %s", (path, text) => {
  expect(findEarlyImports([[path, text]])).toEqual([]);
});

const WITHOUT = new Map([["src/app/index.ts", "src/api/index.ts"]]);

test("refuses a load through others, and says through which", () => {
  const sources = [
    ["src/app/index.ts", 'export { startWorker } from "./worker.js";'],
    ["src/app/worker.ts", 'import { schemaOf } from "../api/index.js";'],
  ] as const;
  expect(findUnwantedLoads(sources, WITHOUT)).toEqual([
    expect.stringContaining("src/app/index.ts -> src/app/worker.ts -> src/api/index.ts: "),
  ]);
});

test("permits what is loaded where it is wanted, and types", () => {
  const sources = [
    ["src/app/index.ts", 'export { startWorker } from "./worker.js"; import type { Api } from "../api/index.js";'],
    ["src/app/worker.ts", 'const load = () => import("../api/index.js");'],
  ] as const;
  expect(findUnwantedLoads(sources, WITHOUT)).toEqual([]);
});
