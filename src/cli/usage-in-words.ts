import type { CommanderError } from "commander";
import { ownValue } from "../kernel/index.js";
import type { Language } from "../texts/index.js";

type Words = (language: Language, quoted: readonly string[]) => string;

/** By what commander calls them; `quoted` is what its own message has in single quotation marks. */
const WORDS: Readonly<Record<string, Words>> = {
  "commander.unknownOption": ({ say }, [name = ""]) => say("usage.unknownOption", { name }),
  "commander.unknownCommand": ({ say }, [name = ""]) => say("usage.unknownVerb", { name }),
  "commander.missingArgument": ({ say }, [name = ""]) => say("usage.argumentMissing", { name }),
  "commander.optionMissingArgument": ({ say }, [option = ""]) => say("usage.optionWithoutValue", { option }),
  "commander.missingMandatoryOptionValue": ({ say }, [option = ""]) => say("usage.optionWanted", { option }),
  "commander.excessArguments": ({ say }) => say("usage.tooMany"),
  // Whole numbers are all that is read by itself.
  "commander.invalidArgument": ({ say }, [option = "", text = ""]) => say("usage.noWholeNumber", { option, text }),
};

/** Why a call was not understood, and what may have been meant; null where nothing is to be said, as after --help. */
export function usageInWords({ code, exitCode, message }: CommanderError, language: Language): string | null {
  if (exitCode === 0 || code === "commander.help") return null;
  const quoted = [...message.matchAll(/'([^']*)'/g)].map(([, text = ""]) => text);
  const words = ownValue(WORDS, code)?.(language, quoted) ?? message.replace(/^error: /, "");
  const meant = /\(Did you mean (?:one of )?([^?)]+)\?\)/.exec(message)?.[1];
  const { say } = language;
  return [words, ...(meant === undefined ? [] : [say("usage.didYouMean", { name: meant })]), say("usage.hint")].join(
    "\n",
  );
}
