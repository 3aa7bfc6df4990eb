import { type Language, languageFor } from "../texts/index.js";

/**
 * In which language a verb speaks: that of the terminal (POSIX 8.2: LC_ALL before LC_MESSAGES before LANG), English for
 * one that there are no texts in. Logs, `--json` and CSV are for programs and the same everywhere.
 */
export function terminalLanguage(environment: Readonly<NodeJS.ProcessEnv> = process.env): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "en";
  const [tag = "en"] = locale.split(/[.@]/);
  return languageFor(tag);
}
