import { Command, CommanderError, InvalidArgumentError } from "commander";
import { expect, it } from "vitest";
import { usageInWords } from "../../../src/cli/usage-in-words.js";
import { languageFor } from "../../../src/texts/index.js";

/** What commander itself throws for these words. */
function errorOf(...words: string[]): CommanderError {
  const program = new Command("mayfrom").configureOutput({ outputError() {}, writeErr() {}, writeOut() {} });
  program.exitOverride();
  const refuse = () => {
    throw new InvalidArgumentError("");
  };
  program.command("readiness").option("--days <n>", "how many", refuse).option("--at <moment>", "when");
  program.command("explain <login>").action(() => {});
  program
    .command("seed")
    .requiredOption("--accounts <n>", "how many")
    .action(() => {});
  try {
    program.parse(words, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error;
    throw error;
  }
  throw new Error("this was understood");
}

it.each([
  [["readiness", "--dayz", "3"], "die Option --dayz gibt es nicht\nist --days gemeint?", "no option --dayz"],
  [["readines"], "den Befehl readines gibt es nicht\nist readiness gemeint?", "no verb readines"],
  [["explain"], "login fehlt", "login is missing"],
  [["explain", "a", "b"], "mehr Wörter, als dieser Befehl nimmt", "more words"],
  [["readiness", "--at"], "--at <moment> braucht einen Wert", "--at <moment> wants a value"],
  [["readiness", "--days", "x"], "x ist keine ganze Zahl (--days <n>)", "x is no whole number (--days <n>)"],
  [["seed"], "--accounts <n> wird gebraucht", "--accounts <n> is wanted"],
])("a call by %j is refused in the language of the terminal", (words, german, english) => {
  const error = errorOf(...words);
  expect(usageInWords(error, languageFor("de"))).toBe(`${german}\n(--help nennt die Befehle und ihre Optionen)`);
  expect(usageInWords(error, languageFor("en"))).toContain(english);
  expect(usageInWords(error, languageFor("fr"))).not.toContain("error:");
});

it("says nothing where help or the version was asked for", () => {
  for (const word of ["--help", "readiness --help"]) {
    expect(usageInWords(errorOf(...word.split(" ")), languageFor("de"))).toBeNull();
  }
});
