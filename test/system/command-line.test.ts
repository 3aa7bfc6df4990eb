import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Installation, install } from "../support/mayfrom-process.js";

let installation: Installation;

beforeAll(async () => {
  installation = await install("SQLite");
  installation.run("migrate");
});

afterAll(() => installation?.remove());

describe("mayfrom settings", () => {
  it("says of every setting what holds and who set it", () => {
    expect(installation.run("settings")).toMatch(/^holdThreshold +100 messages in seven days +default$/m);
    const { settings } = JSON.parse(installation.run("settings", "--json"));
    expect(settings.find(({ name }: { name: string }) => name === "verificationHours")).toEqual({
      name: "verificationHours",
      value: 72,
      default: 72,
      type: "WHOLE_NUMBER",
      unit: "hours",
      range: [1, 2160],
      levels: ["PLATFORM", "RESELLER", "DOMAIN", "ACCOUNT"],
      setBy: "ADMINISTRATOR",
      setOn: null,
      lockedOn: null,
    });
  });
});
