import { expect, it } from "vitest";
import { terminalLanguage } from "../../../src/cli/terminal-language.js";

it.each([
  [{}, "en"],
  [{ LANG: "C.UTF-8" }, "en"],
  [{ LANG: "de_DE.UTF-8" }, "de"],
  [{ LANG: "fr_CH" }, "fr"],
  [{ LANG: "de.UTF-8" }, "de"],
  [{ LANG: "ca_ES@valencia" }, "en"],
  [{ LANG: "de_DE.UTF-8", LC_MESSAGES: "fr_FR.UTF-8" }, "fr"],
  [{ LANG: "de_DE.UTF-8", LC_MESSAGES: "fr_FR.UTF-8", LC_ALL: "C" }, "en"],
  [{ LANG: "de_DE.UTF-8", LC_ALL: "" }, "de"],
])("a terminal with %j is spoken to in %s", (environment, code) => {
  expect(terminalLanguage(environment).code).toBe(code);
});
