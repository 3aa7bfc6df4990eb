import { type EmailAddress, withoutSubaddress } from "../kernel/index.js";
import type { DecisionSettings, PolicyLevel } from "./decision.types.js";
import { DEFAULT_DECISION_SETTINGS, effectiveSetting } from "./settings.js";

/** Every character that a policy may name as a delimiter. */
export const POSSIBLE_DELIMITERS = "!#$%&'*+/=?^_`{|}~.-";
const ANY_DELIMITER = /[!#$%&'*+/=?^_`{|}~.-]/;

/** A domain that is hosted here, whoever's it is. */
export interface HostedDomainFact<Settings extends DecisionSettings = DecisionSettings> {
  /** The domain, or a reseller above it, is suspended. */
  readonly isSuspended: boolean;
  /** Whether it is shown to be its tenant's own. */
  readonly isProven: boolean;
  /** Platform first, then resellers from the top, then the domain; scopes without a policy are left out. */
  readonly policyLevels: readonly PolicyLevel<Settings>[];
}

/**
 * Which characters begin a subaddress is for the address's own domain to say: elsewhere `j.smith` is another person than
 * `j`. The policy of a domain that is hosted here counts once it is proven; for every other domain, hosted or not, an
 * address is taken as it stands unless the platform's operator has named the domain.
 */
export function delimitersOfAddress<Settings extends DecisionSettings>(
  domainName: string,
  hosted: HostedDomainFact<Settings> | null,
  platformLevels: readonly PolicyLevel<Settings>[],
): string {
  if (hosted?.isProven === true) return delimitersAmong(hosted.policyLevels);
  const named = effectiveSetting(platformLevels, "subaddressDomains") ?? [];
  return named.find(({ domain }) => domain === domainName)?.delimiters ?? "";
}

/**
 * For logins: whoever signed in to a domain hosted here has its mailbox, so nothing is to be proven. That a mailbox is
 * suspended must hold under each of its names.
 */
export function delimitersOfLogin(hosted: HostedDomainFact | null): string {
  return hosted === null ? "" : delimitersAmong(hosted.policyLevels);
}

/**
 * For logins of a suspended account: the platform's, and what any level below it has added, whatever is in force. What
 * mail servers divide logins by is the operator's to know; the domain cannot take it back.
 */
export function everyDelimiterOfLogin(hosted: HostedDomainFact | null, platformLevels: readonly PolicyLevel[]): string {
  if (hosted === null) return "";
  const added = hosted.policyLevels.map(({ settings }) => settings.subaddressDelimiters ?? "");
  return [...new Set([delimitersAmong(platformLevels), ...added].join(""))].join("");
}

function delimitersAmong<Settings extends DecisionSettings>(levels: readonly PolicyLevel<Settings>[]): string {
  return effectiveSetting(levels, "subaddressDelimiters") ?? DEFAULT_DECISION_SETTINGS.subaddressDelimiters;
}

/** Which characters begin a subaddress, by domain: `delimitersOfAddress`, wherever its facts are kept. */
export interface SubaddressRules {
  delimitersOf(domainName: string): string;
}

/**
 * The address without its subaddress, null where it has none that its own domain knows of. Most have no such character,
 * and nothing is asked about their domain.
 */
export function dividedBy(address: EmailAddress, rules: SubaddressRules): EmailAddress | null {
  if (!ANY_DELIMITER.test(address.localPart)) return null;
  const delimiters = rules.delimitersOf(address.domain);
  return delimiters === "" ? null : withoutSubaddress(address, delimiters);
}
