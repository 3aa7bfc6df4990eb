import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { REASONS } from "../../src/kernel/reasons.js";
import { asking } from "../../src/texts/en/asking.js";
import { refusals } from "../../src/texts/en/refusals.js";
import { requireProgram } from "../support/system-parts.js";

const PLUGIN = fileURLToPath(new URL("../../integrations/roundcube", import.meta.url));

function run(debianPackage: string, program: string, ...words: string[]): string {
  const path = requireProgram(debianPackage, program);
  try {
    return execFileSync(path, words, { cwd: PLUGIN, encoding: "utf8" });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${program} ${words.join(" ")}:\n${stdout}${stderr}`);
  }
}

describe("the code of the Roundcube plugin", () => {
  it("is PHP, every file of it", () => {
    const files = readdirSync(PLUGIN, { recursive: true, encoding: "utf8" });
    const php = files.filter((name) => /\.(?:php|inc|php\.dist)$/.test(name));
    expect(php.length).toBeGreaterThan(20);
    const parse = "foreach (array_slice($argv, 1) as $file) { token_get_all(file_get_contents($file), TOKEN_PARSE); }";
    run("php-cli", "/usr/bin/php", "-r", parse, "--", ...php);
  });

  it("keeps to PSR-12", () => {
    run("php-codesniffer", "/usr/bin/phpcs", "-q", "--no-cache", "--standard=phpcs.xml.dist");
  });

  it("passes its own tests beside Roundcube's framework", () => {
    const said = run(
      "phpunit",
      "/usr/bin/phpunit",
      ...["--do-not-cache-result", "--bootstrap", "tests/bootstrap.php", "--fail-on-warning", "tests"],
    );
    expect(said).toMatch(/^OK \(\d+ tests/m);
  });

  it("knows every refusal of a sender by its first words", () => {
    const reader = readFileSync(join(PLUGIN, "lib/RefusalReader.php"), "utf8");
    const [, list = ""] = /OUR_WORDS = \[(.*?)\];/s.exec(reader) ?? [];
    const known = [...list.matchAll(/'([^']+)'/g)].map(([, words = ""]) => words);
    // What begins with the login is said of the empty sender, which no composer has.
    const problems = Object.entries(refusals.smtpReply).filter(([name, text]) =>
      /\{\{login\}\}/.test(text) ? !text.startsWith("{{login}}") : name === "malformed",
    );
    expect(problems.length).toBeGreaterThan(7);
    expect(problems.filter(([, text]) => !known.some((words) => text.startsWith(words)))).toEqual([]);
  });

  it("has words of its own for every trouble and advice that the API has a code for", () => {
    const texts = readFileSync(join(PLUGIN, "localization/en_US.inc"), "utf8");
    const { instead: _, ...askingAdvice } = asking.askingAdvice;
    const names = [
      ...Object.keys(asking.deliveryProblem).map((code) => `problem${code}`),
      ...Object.keys(askingAdvice).map((code) => `advice${code}`),
    ].map((name) => name.replaceAll("_", "").toLowerCase());
    expect(names.filter((name) => !texts.includes(`'${name}' =>`))).toEqual([]);
  });

  it("has words of its own for reasons that the API has", () => {
    const texts = readFileSync(join(PLUGIN, "localization/en_US.inc"), "utf8");
    const named = [...texts.matchAll(/'reason(\w+)' =>/g)].map(([, name]) => name);
    const known = new Set(Object.keys(REASONS).map((name) => name.replaceAll("_", "").toLowerCase()));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !known.has(name ?? ""))).toEqual([]);
  });
});
