import { expect, it, vi } from "vitest";
import { type Greeting, greet } from "../../../src/cli/greeting.js";

it("says nothing on standard output that is not JSON where the log is", () => {
  const lines: string[] = [];
  const log = {
    info: (...line: unknown[]) => lines.push(JSON.stringify(line)),
    warn: (...line: unknown[]) => lines.push(JSON.stringify(line)),
  };
  const services = {
    configuration: { isEveryLineJson: true, publicUrl: "https://mayfrom.test", isLocalOnly: true, smtpUrl: null },
    log,
    database: { dialect: { name: "SQLite", isEmbedded: true } },
  };
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    greet({
      services,
      address: "http://127.0.0.1:4000",
      operator: { login: "admin", generatedPassword: "shown-once" },
      isDemo: true,
      isWorkerHere: true,
    } as unknown as Greeting);
    expect(write).not.toHaveBeenCalled();
  } finally {
    write.mockRestore();
  }
  expect(lines.join()).toContain("shown-once");
  expect(lines.at(-1)).toContain("mayfrom is ready");
});
