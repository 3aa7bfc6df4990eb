import { type EntityManager, In } from "typeorm";
import { actorNameAt } from "../audit/index.js";
import { inBatches } from "../database/index.js";
import { type AddressRules, coveringAddresses } from "../decision/index.js";
import {
  type Actor,
  ADMINISTRATORS,
  type EmailAddress,
  parseEmailAddress,
  rankOf,
  requireScope,
  rowsAcrossTenants,
  rowWithin,
} from "../kernel/index.js";
import { subaddressDelimitersOf } from "../policy/index.js";
import {
  type Account,
  findDomainAliases,
  findProvenDomain,
  placeOfAccount,
  placeOfDomain,
  provenAliasKeysOf,
} from "../tenancy/index.js";
import { AuthorizationReason, type ReasonText, reasonBecause } from "./authorization-reason.js";
import { type AuthorizationBasis, AuthorizationSource, type ProofBasis } from "./authorization-state.js";
import { DomainAuthorization, DomainAuthorizationState } from "./domain-authorization.entity.js";
import { findTakenAddresses } from "./taken-addresses.queries.js";

/** Why an account may send as an address without anybody being asked. */
export interface Proof {
  readonly source: AuthorizationSource;
  readonly basis: ProofBasis;
  readonly reason: ReasonText;
  /** Rank of the administrator whose word it is; null where it is nobody's. */
  readonly givenBy: string | null;
  /** When what proves it ends; null for no end. */
  readonly expiresAt: Date | null;
}

interface Claim {
  readonly account: Account;
  readonly address: EmailAddress;
}

/**
 * A proof for each claim, in their order; null where the owner must be asked. That mail for an address arrives in a
 * mailbox proves nothing.
 */
export async function findProofs(
  manager: EntityManager,
  actor: Actor,
  claims: readonly Claim[],
): Promise<(Proof | null)[]> {
  const accounts = [...new Map(claims.map(({ account }) => [account.id, account])).values()];
  const addresses = claims.map(({ address }) => address);
  const rules = await addressRulesFor(manager, addresses);
  const own = await ownAddressesOf(manager, accounts, { addresses, rules });
  const byDomain = await domainAuthorizationsOf(manager, accounts);
  const administered = new Map<string, boolean>();
  const proofs: (Proof | null)[] = [];
  for (const { account, address } of claims) {
    const basis = own(account, address);
    if (basis !== null) {
      const reason = OWN_IN_WORDS[basis];
      proofs.push({ source: AuthorizationSource.REQUEST, basis, reason, givenBy: null, expiresAt: null });
      continue;
    }
    const target = rules.targetOf(address.domain);
    const granted = byDomain.get(`${account.id} ${address.domain}`) ?? byDomain.get(`${account.id} ${target}`);
    if (granted !== undefined) {
      const { expiresAt, givenBy } = granted;
      const reason = reasonBecause(AuthorizationReason.OWN_DOMAIN);
      proofs.push({ source: AuthorizationSource.DOMAIN, basis: "DOMAIN", reason, givenBy, expiresAt });
      continue;
    }
    if (!administered.has(address.domain)) {
      administered.set(address.domain, await administersDomain(manager, actor, address.domain));
    }
    proofs.push(
      administered.get(address.domain) === true
        ? {
            source: AuthorizationSource.GRANT,
            basis: "GRANT",
            reason: reasonBecause(AuthorizationReason.ADMINISTERED_DOMAIN, {
              who: actorNameAt(placeOfAccount(account), actor),
            }),
            givenBy: rankOf(requireScope(actor)),
            expiresAt: null,
          }
        : null,
    );
  }
  return proofs;
}

/** As what an address is an account's own; null where it is not. */
type OwnAddresses = (account: Account, address: EmailAddress) => OwnBasis | null;

/** For these accounts and addresses: the rules of decisions (`decision/finding.ts`) that need nobody's yes. */
async function ownAddressesOf(
  manager: EntityManager,
  accounts: readonly Account[],
  { addresses, rules }: { readonly addresses: readonly EmailAddress[]; readonly rules: AddressRules },
): Promise<OwnAddresses> {
  const aliases = await aliasesOf(manager, accounts);
  const divided = addresses.filter((address) => coveringAddresses(address, rules).base !== null).map(({ key }) => key);
  const taken = await findTakenAddresses(manager, divided);
  return (account, address) => {
    const isOwn = ({ key }: EmailAddress) => key === account.addressKey || aliases.has(`${account.id} ${key}`);
    if (address.key === account.addressKey) return "OWN_ADDRESS";
    const { target, base } = coveringAddresses(address, rules);
    if (isOwn(address) || (target !== null && isOwn(target))) return "ALIAS";
    if (base === null || taken.isTaken(account.id, address.key)) return null;
    return isOwn(base) ? "SUBADDRESS" : null;
  };
}

async function addressRulesFor(manager: EntityManager, addresses: readonly EmailAddress[]): Promise<AddressRules> {
  const names = addresses.map(({ domain }) => domain);
  const targets = new Map<string, string>();
  const aliases = rowsAcrossTenants(
    await findDomainAliases(manager, names),
    "they decide whether an address is the account's own",
  );
  for (const { name, isProven, target } of aliases) {
    if (isProven) targets.set(name, target.name);
  }
  const delimiters = await subaddressDelimitersOf(manager, [...names, ...targets.values()]);
  return {
    delimitersOf: (name) => delimiters.get(name) ?? "",
    targetOf: (name) => targets.get(name) ?? null,
  };
}

/** Those that count: an alias in a domain that is not proven gives nothing. */
async function aliasesOf(manager: EntityManager, accounts: readonly Account[]): Promise<ReadonlySet<string>> {
  const keys = await provenAliasKeysOf(
    manager,
    accounts.map(({ id }) => id),
  );
  return new Set([...keys].flatMap(([accountId, own]) => own.map((key) => `${accountId} ${key}`)));
}

async function domainAuthorizationsOf(
  manager: EntityManager,
  accounts: readonly Account[],
): Promise<ReadonlyMap<string, DomainAuthorization>> {
  const found = new Map<string, DomainAuthorization>();
  for (const chunk of inBatches(accounts)) {
    const rows = await manager.findBy(DomainAuthorization, {
      accountId: In(chunk.map(({ id }) => id)),
      state: DomainAuthorizationState.AUTHORIZED,
    });
    for (const row of rows) found.set(`${row.accountId} ${row.domain}`, row);
  }
  return found;
}

type OwnBasis = Extract<AuthorizationBasis, "OWN_ADDRESS" | "ALIAS" | "SUBADDRESS">;

/** Bases that say that the address is the account's own, rather than that somebody decided. */
export const OWN_BASES: readonly OwnBasis[] = ["OWN_ADDRESS", "ALIAS", "SUBADDRESS"];

const OWN_IN_WORDS: Readonly<Record<OwnBasis, ReasonText>> = {
  OWN_ADDRESS: reasonBecause(AuthorizationReason.OWN_ADDRESS),
  ALIAS: reasonBecause(AuthorizationReason.OWN_ALIAS),
  SUBADDRESS: reasonBecause(AuthorizationReason.OWN_SUBADDRESS),
};

/** As what each of these addresses (by any name for it) is the account's own now; null for one that is not. */
export async function findOwnBases(
  manager: EntityManager,
  account: Account,
  keys: ReadonlyMap<string, string>,
): Promise<Map<string, OwnBasis | null>> {
  const parsed = new Map([...keys].map(([name, key]) => [name, parseEmailAddress(key)]));
  const addresses = [...parsed.values()].flatMap((each) => (each.ok ? [each.address] : []));
  const rules = await addressRulesFor(manager, addresses);
  const own = await ownAddressesOf(manager, [account], { addresses, rules });
  const bases = new Map<string, OwnBasis | null>();
  for (const [name, each] of parsed) bases.set(name, each.ok ? own(account, each.address) : null);
  return bases;
}

/** Whether the domain, or what it stands for, is hosted here, proven to be its tenant's own, and the caller administers it. */
export async function administersDomain(manager: EntityManager, actor: Actor, domainName: string): Promise<boolean> {
  if (actor.role === null || actor.scope === null || !ADMINISTRATORS.includes(actor.role)) return false;
  const domain = await findProvenDomain(manager, domainName);
  return rowWithin(actor.scope, domain, placeOfDomain) !== null;
}
