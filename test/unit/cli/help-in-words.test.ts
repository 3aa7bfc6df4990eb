import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { commandLine } from "../../../src/cli/command-line.js";
import { LANGUAGES, languageFor } from "../../../src/texts/index.js";

/** Every verb below this one, and itself. */
function verbsOf(program: Command): Command[] {
  return [program, ...program.commands.flatMap(verbsOf)];
}

function helpIn(code: string, helpWidth = 80): string[] {
  return verbsOf(commandLine(languageFor(code))).map((verb) =>
    verb.configureHelp({ ...verb.configureHelp(), helpWidth }).helpInformation(),
  );
}

const linesOf = (help: string) =>
  help
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

describe("mayfrom --help", () => {
  it("speaks the language of the terminal", () => {
    expect(helpIn("en")[0]).toMatch(/^Usage: mayfrom \[options\] \[command\]\n/);
    expect(helpIn("de")[0]).toMatch(/^Aufruf: mayfrom \[Optionen\] \[Befehl\]\n\nEntscheidet /);
    expect(helpIn("fr")[0]).toMatch(/^Usage\u00a0: mayfrom \[options\] \[commande\]\n\nDécide, /);
    expect(helpIn("fr").join("\n").replaceAll(/\n +/g, " ")).toContain("(par défaut\u00a0: auto)");
  });

  it.each(LANGUAGES.filter((code) => code !== "en"))("does so for every verb, to the last word, in %s", (code) => {
    const english = helpIn("en", 1_000);
    expect(english.length).toBeGreaterThan(15);
    for (const [index, help] of helpIn(code, 1_000).entries()) {
      const same = linesOf(help).filter((line) => linesOf(english[index] ?? "").includes(line));
      expect(same).toEqual([]);
      expect(help).not.toMatch(/\b(?:display help|output the version|default:)/);
    }
  });
});
