import { Help, type HelpConfiguration } from "commander";
import { ownValue } from "../kernel/index.js";
import type { Language, TextKey } from "../texts/index.js";

const NO_BREAK = "\u00a0";
/** Of nobody's use (Unicode 23.5), and no blank. */
const UNBROKEN = "\ue000";

/** By what commander calls them. */
const TITLES = {
  "Usage:": "help.usageTitle",
  "Arguments:": "help.argumentsTitle",
  "Options:": "help.optionsTitle",
  "Commands:": "help.commandsTitle",
} as const satisfies Readonly<Record<string, TextKey>>;

type Title = (typeof TITLES)[keyof typeof TITLES];

/** `--help` in a language: what commander says between our own texts. */
export function helpInWords({ say }: Language): HelpConfiguration {
  const plain = new Help();
  const placeholders = (usage: string) =>
    usage
      .replaceAll("[options]", `[${say("help.someOptions")}]`)
      .replaceAll("[command]", `[${say("help.someCommand")}]`);
  return {
    commandUsage: (command) => placeholders(plain.commandUsage(command)),
    subcommandTerm: (command) => placeholders(plain.subcommandTerm(command)),
    optionDescription: ({ description, defaultValue, required, optional }) =>
      defaultValue !== undefined && (required || optional)
        ? say("help.byDefault", { words: description, value: String(defaultValue) })
        : description,
    // Where lines are broken every blank counts as one, those too that hold French punctuation to its word.
    boxWrap: (text, width) => plain.boxWrap(text.replaceAll(NO_BREAK, UNBROKEN), width).replaceAll(UNBROKEN, NO_BREAK),
    styleTitle(title) {
      const key = ownValue<Title>(TITLES, title);
      return key === undefined ? title : say(key);
    },
  };
}
