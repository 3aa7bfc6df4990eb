import { join } from "node:path";
import { expect, test } from "vitest";
import { describeMaterial, materialPath, readMaterial } from "../../../support/material-of-others.js";
import { readPaths } from "./reading.js";

const LOGS = materialPath("logs");

interface Expected {
  readonly files: Readonly<
    Record<
      string,
      { readonly mta: string; readonly triples: readonly unknown[]; readonly failed_auth_lines_with_username?: number }
    >
  >;
}

describeMaterial("logs", "logs of others", () => {
  const expected = readMaterial<Expected>("logs/expected.json", { files: {} });

  test.each(Object.keys(expected.files))("%s holds what is known to be in it", async (name) => {
    const wanted = expected.files[name]!;
    const { submissions, summary } = await readPaths([join(LOGS, name)]);
    expect(submissions).toHaveLength(wanted.triples.length);
    expect(summary.failedLogins).toBeGreaterThanOrEqual(wanted.failed_auth_lines_with_username ?? 0);
    expect([...summary.skipped.keys()]).toEqual([]);
  });

  test("messages without any header are read line by line and name no login", async () => {
    const { submissions, summary } = await readPaths([join(LOGS, "whyscream/messages.jsonl")]);
    expect(summary.lines).toBe(191);
    expect(submissions).toEqual([]);
    expect([...summary.skipped.keys()]).toEqual([]);
  });
});
