import { expect, test } from "vitest";
import { findEarlyImports } from "../../../../scripts/rules/lazy-loading.js";

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
