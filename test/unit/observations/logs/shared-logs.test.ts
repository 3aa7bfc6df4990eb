import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readPaths } from "./reading.js";

const LOGS = join(import.meta.dirname, "../../../../../shared/data/logs");

interface Expected {
  readonly files: Readonly<
    Record<
      string,
      { readonly mta: string; readonly triples: readonly unknown[]; readonly failed_auth_lines_with_username?: number }
    >
  >;
}

describe.runIf(existsSync(LOGS))("logs of others", () => {
  const expected = existsSync(LOGS)
    ? (JSON.parse(readFileSync(join(LOGS, "expected.json"), "utf8")) as Expected)
    : { files: {} };

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
