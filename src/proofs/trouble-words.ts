import type { DnsTrouble } from "../dns/index.js";
import type { Language } from "../texts/index.js";

/** Why it is not known what name servers say, in the reader's language; each reason once. */
export function troublesIn(language: Language, troubles: readonly DnsTrouble[]): string {
  return [...new Set(troubles)].map((trouble) => wordsOf(language, trouble)).join(language.say("proofFinding.divider"));
}

function wordsOf({ say }: Language, trouble: DnsTrouble): string {
  switch (trouble) {
    case "NO_REPLY":
      return say("dnsTrouble.noReply");
    case "TRUNCATED":
      return say("dnsTrouble.truncated");
    case "TOO_MANY_WAIT":
      return say("dnsTrouble.tooManyWait");
    case "NO_SERVER":
      return say("dnsTrouble.noServer");
    default:
      return say("dnsTrouble.answered", { code: trouble.slice("ANSWERED ".length) });
  }
}
