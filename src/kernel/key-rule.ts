import tr46 from "tr46";

/**
 * What decides whether two spellings are one key. Keys are compared between programs that may run on other runtimes:
 * a server and its agents, today's and the one that wrote a row. Two that differ here may differ in keys.
 */
export interface KeyRule {
  /** How a domain becomes A-labels; raised with every release of tr46 that brings other data or another rule. */
  readonly domains: string;
  /** The Unicode version of NFC and lower case, which local parts are brought to by the runtime. */
  readonly localParts: string;
}

/**
 * UTS 46, non-transitional, with all checks but that of hyphens: names such as `r3---sn.example` are in use. Its data is
 * that of tr46 in our lock file, never the runtime's: the URL parser of Node changed its rule between 22 and 24.
 */
const UTS_46 = {
  checkHyphens: false,
  checkBidi: true,
  checkJoiners: true,
  useSTD3ASCIIRules: true,
  transitionalProcessing: false,
} as const;

export const KEY_RULE: KeyRule = Object.freeze({
  domains: "uts46-17.0.0",
  localParts: `unicode-${process.versions.unicode}`,
});

/** Null where UTS 46 refuses the name, or where a label or the whole is empty or too long for the DNS. */
export function domainToALabels(name: string): string | null {
  return tr46.toASCII(name, { ...UTS_46, verifyDNSLength: true });
}

/** The domain in its own script; null where UTS 46 refuses it. */
export function domainToULabels(name: string): string | null {
  const { domain, error } = tr46.toUnicode(name, UTS_46);
  return error ? null : domain;
}

/** Why keys made under another rule are refused here; null where the domains of both are the same. */
export function problemOfDomainRule(other: Partial<KeyRule> | undefined, whose: string): string | null {
  if (other?.domains === KEY_RULE.domains) return null;
  return `${whose} makes keys of domains by the rule ${other?.domains ?? "(none named)"}, this program by ${KEY_RULE.domains}: run the same version of mayfrom on both`;
}
