import type { Services } from "../graphql/index.js";
import { toGlobalId } from "../graphql/index.js";
import {
  badInput,
  DomainError,
  PLATFORM_SCOPE,
  parseEmailAddress,
  rowAcrossTenants,
  type Scope,
  SYSTEM_ACTOR,
} from "../kernel/index.js";
import { findAccountReceivingAt, findHostedDomain, Reseller, resolveScope } from "../tenancy/index.js";
import { terminalLanguage } from "./terminal-language.js";

export interface ScopeOptions {
  /** Slug. */
  readonly reseller?: string;
  /** Name. */
  readonly domain?: string;
  /** Address. */
  readonly account?: string;
}

const AT_THE_TERMINAL = "whoever is at the machine's terminal is its operator";

/** The part of the tree that the options of a verb name; none is the platform. Throws for two at once, and NOT_FOUND. */
export async function scopeOf(
  { database: { reader } }: Pick<Services, "database">,
  { reseller: slug, domain: name, account: address }: ScopeOptions,
): Promise<Scope> {
  const { say } = terminalLanguage();
  if ([slug, name, address].filter((given) => given !== undefined).length > 1) {
    throw badInput("OPTION_REFUSED", "--domain", say("usage.oneScope"));
  }
  const resolve = (input: Parameters<typeof resolveScope>[2], option: string) =>
    resolveScope(reader, SYSTEM_ACTOR, input, option);
  if (address !== undefined) {
    const parsed = parseEmailAddress(address);
    const found = parsed.ok ? await findAccountReceivingAt(reader, parsed.address.key) : null;
    const account = rowAcrossTenants(found, AT_THE_TERMINAL);
    if (account === null) throw nothingThere(say("usage.noAccount", { name: address }));
    return resolve({ accountId: toGlobalId("Account", account.id) }, "--account");
  }
  if (name !== undefined) {
    const domain = rowAcrossTenants(await findHostedDomain(reader, name), AT_THE_TERMINAL);
    if (domain === null) throw nothingThere(say("usage.noDomain", { name }));
    return resolve({ domainId: toGlobalId("Domain", domain.id) }, "--domain");
  }
  if (slug === undefined) return PLATFORM_SCOPE;
  const reseller = await reader.findOneBy(Reseller, { slug });
  if (reseller === null) throw nothingThere(say("usage.noReseller", { name: slug }));
  return resolve({ resellerId: toGlobalId("Reseller", reseller.id) }, "--reseller");
}

/** For what an option or an argument names that is not there; the words are the terminal's. */
export function nothingThere(words: string): DomainError {
  return new DomainError("OPTION_REFUSED", words);
}
