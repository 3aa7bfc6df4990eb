import { describe, expect, test } from "vitest";
import { findBareDates } from "../../../../scripts/rules/dates.js";

const problemsOf = (path: string, text: string) => findBareDates([[path, text]]);

describe("the rule of dates", () => {
  test.each([
    "const day = now.toISOString().slice(0, 10);",
    "const [day] = tx.now.toISOString().split('T');",
    "const words = row.createdAt.toLocaleDateString('de');",
    "const words = row.createdAt.toLocaleString();",
    "const words = new Intl.DateTimeFormat('en').format(at);",
    "const words = at.toUTCString();",
  ])("finds %s", (source) => {
    expect(problemsOf("src/rollout/example.ts", source)).toHaveLength(1);
  });

  test("leaves whole instants, numbers, the kernel and the texts alone", () => {
    expect(problemsOf("src/rollout/example.ts", "const at = now.toISOString(); new Intl.NumberFormat('en');")).toEqual(
      [],
    );
    expect(problemsOf("src/kernel/example.ts", "const day = now.toISOString().slice(0, 10);")).toEqual([]);
  });
});
