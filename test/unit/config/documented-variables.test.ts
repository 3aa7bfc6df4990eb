import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readAgentConfiguration, readConfiguration } from "../../../src/config/index.js";
import { KNOWN_VARIABLES } from "../../../src/config/unknown-variables.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

const pages = ["README.md", ...filesIn("docs"), ...filesIn("integrations")];

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length));
}

/** Names of macros of Exim's configuration, not of variables. */
const OF_OTHERS = new Set(["MAYFROM_AGENT", "MAYFROM_THEN_MAIL", "MAYFROM_THEN_DATA"]);

describe("a variable of ours that is written about", () => {
  it.each(pages)("is one that is read: %s", (file) => {
    const named = [...read(file).matchAll(/\b(?:MAYFROM|AGENT)_[A-Z][A-Z_]*[A-Z]\b/g)].map(([name]) => name);
    expect(named.filter((name) => !KNOWN_VARIABLES.includes(name) && !OF_OTHERS.has(name))).toEqual([]);
  });

  it("is every one of them", () => {
    const everything = pages.map(read).join("\n");
    const left = KNOWN_VARIABLES.filter((name) => !everything.includes(name));
    expect(left).toEqual([]);
  });
});

/** What systemd makes of an environment file, with what has to be filled in. */
function environmentOf(file: string, filledIn: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const lines = read(file)
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  return { ...Object.fromEntries(lines.map((line) => /^(\w+)=(.*)$/.exec(line)!.slice(1))), ...filledIn };
}

describe("the example environments of the systemd units", () => {
  it("start the service once the secrets are filled in", () => {
    const secrets = {
      JWT_SECRET: "a secret that is long enough to be one",
      DATABASE_URL: "mysql://mayfrom:secret@db.internal:3306/mayfrom",
    };
    const file = "integrations/systemd/mayfrom.env.example";
    expect(readConfiguration(environmentOf(file, secrets)).publicUrl).toBe("https://mayfrom.mail.example");
    expect(() => readConfiguration(environmentOf(file, {}))).toThrow(/JWT_SECRET/);
  });

  it("start the agent once the key is filled in", () => {
    const environment = environmentOf("integrations/systemd/agent.env.example", { MAYFROM_KEY: "mfk_secret" });
    expect(readAgentConfiguration(environment)).toMatchObject({
      policyListen: "127.0.0.1:10040",
      socketmapListen: null,
    });
  });

  it.each(["serve --no-worker", "worker", "agent"])("belong to a unit that runs `%s`", (verb) => {
    const units = filesIn("integrations/systemd").filter((file) => file.endsWith(".service"));
    const running = units.filter((file) => read(file).includes(`/opt/mayfrom/dist/src/cli/main.js ${verb}\n`));
    expect(running).toHaveLength(1);
    expect(read(running[0]!)).toMatch(/^NoNewPrivileges=yes$/m);
  });
});
