import type { Language } from "../texts/index.js";
import type { Excerpt, FoundCode, FoundPart, ProofFinding } from "./proof-finding.js";
import { troublesIn } from "./trouble-words.js";

type Words = {
  readonly [Code in FoundCode]: (language: Language, part: Extract<FoundPart, { readonly code: Code }>) => string;
};

const WORDS: Words = {
  RECORD_THERE: ({ say }, { name }) => say("proofFinding.recordThere", { name }),
  RECORD_NOT_THERE: ({ say }, { name, value }) => say("proofFinding.recordNotThere", { name, value }),
  RECORD_NOT_TO_BE_LOOKED_UP: (language, { name, troubles }) =>
    language.say("proofFinding.recordNotToBeLookedUp", { name, why: troublesIn(language, troubles) }),
  SERVERS_DO_NOT_AGREE: ({ say }, { name, having, asked }) =>
    say("proofFinding.serversDoNotAgree", { name, having, asked }),
  VALUE_AS_CNAME: ({ say }) => say("proofFinding.valueAsCname"),
  CNAME_THERE: ({ say }, { name }) => say("proofFinding.cnameThere", { name }),
  OTHER_CAPITALS: ({ say }) => say("proofFinding.otherCapitals"),
  MORE_AROUND: ({ say }) => say("proofFinding.moreAround"),
  PART_OF_VALUE: (language, { text }) => language.say("proofFinding.partOfValue", { text: excerptIn(language, text) }),
  OLDER_VALUE: (language, { text }) => language.say("proofFinding.olderValue", { text: excerptIn(language, text) }),
  VALUE_FOR_OTHERS: (language, { text }) =>
    language.say("proofFinding.valueForOthers", { text: excerptIn(language, text) }),
  OTHER_TEXT: (language, { text, more }) =>
    more === 0
      ? language.say("proofFinding.otherText", { text: excerptIn(language, text) })
      : language.say("proofFinding.otherTexts", { text: excerptIn(language, text), more }),
  DOMAIN_APPENDED: ({ say }, { name }) => say("proofFinding.domainAppended", { name }),
  UNDERSCORE_MISSING: ({ say }, { name }) => say("proofFinding.underscoreMissing", { name }),
  AT_DOMAIN_ITSELF: ({ say }, { name, right }) => say("proofFinding.atDomainItself", { name, right }),
  AT_PARENT: ({ say }, { name, domain }) => say("proofFinding.atParent", { name, domain }),
  CACHED_FOR: (language, { seconds }) =>
    language.say("proofFinding.cachedFor", { time: durationIn(language, seconds) }),
  EXCHANGERS_OF_RESELLER: ({ say }, { domain }) => say("proofFinding.exchangersOfReseller", { domain }),
  NO_EXCHANGER: ({ say }, { domain }) => say("proofFinding.noExchanger", { domain }),
  NULL_MX: ({ say }, { domain }) => say("proofFinding.nullMx", { domain }),
  EXCHANGERS_DO_NOT_AGREE: ({ say }, { domain }) => say("proofFinding.exchangersDoNotAgree", { domain }),
  EXCHANGERS_NOT_TO_BE_LOOKED_UP: (language, { domain, troubles }) =>
    language.say("proofFinding.exchangersNotToBeLookedUp", { domain, why: troublesIn(language, troubles) }),
  TOO_MANY_EXCHANGERS: ({ say }, { domain, limit }) => say("proofFinding.tooManyExchangers", { domain, limit }),
  EXCHANGERS_NOT_LISTED: ({ say }, { names }) => say("proofFinding.exchangersNotListed", { names }),
  EXCHANGERS_UNCERTAIN: ({ say }, { names }) => say("proofFinding.exchangersUncertain", { names }),
  OPERATOR_DECIDES: ({ say }) => say("proofFinding.operatorDecides"),
};

/** What was found, in the reader's language. */
export function findingIn(language: Language, finding: ProofFinding): string {
  return finding.map((part) => wordsOf(language, part)).join(language.say("proofFinding.divider"));
}

function wordsOf<Code extends FoundCode>(language: Language, part: Extract<FoundPart, { readonly code: Code }>) {
  const words = WORDS[part.code as Code];
  return words(language, part);
}

function excerptIn({ say }: Language, text: Excerpt): string {
  return typeof text === "number"
    ? say("proofFinding.hiddenText", { count: text })
    : say("proofFinding.quotedText", { text });
}

function durationIn({ say }: Language, seconds: number): string {
  if (seconds < 120) return say("proofFinding.seconds", { count: seconds });
  if (seconds < 7_200) return say("proofFinding.minutes", { count: Math.ceil(seconds / 60) });
  return say("proofFinding.hours", { count: Math.ceil(seconds / 3_600) });
}
