import { type EntityManager, In } from "typeorm";
import { actorNameAt } from "../audit/index.js";
import { inBatches } from "../database/index.js";
import { dividedBy } from "../decision/index.js";
import {
  type Actor,
  ADMINISTRATORS,
  type EmailAddress,
  parseEmailAddress,
  rankOf,
  requireScope,
  scopeCovers,
} from "../kernel/index.js";
import { subaddressDelimitersOf } from "../policy/index.js";
import { type Account, findProvenDomain, placeOfAccount, placeOfDomain, provenAliasKeysOf } from "../tenancy/index.js";
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
  const own = await ownAddressesOf(
    manager,
    accounts,
    claims.map(({ address }) => address),
  );
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
    const granted = byDomain.get(`${account.id} ${address.domain}`);
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
  addresses: readonly EmailAddress[],
): Promise<OwnAddresses> {
  const aliases = await aliasesOf(manager, accounts);
  const delimiters = await subaddressDelimitersOf(
    manager,
    addresses.map(({ domain }) => domain),
  );
  const rules = { delimitersOf: (name: string) => delimiters.get(name) ?? "" };
  const baseOf = (address: EmailAddress) => dividedBy(address, rules);
  const divided = addresses.filter((address) => baseOf(address) !== null).map(({ key }) => key);
  const taken = await findTakenAddresses(manager, divided);
  return (account, address) => {
    if (address.key === account.addressKey) return "OWN_ADDRESS";
    if (aliases.has(`${account.id} ${address.key}`)) return "ALIAS";
    const base = baseOf(address);
    if (base === null || taken.isTaken(account.id, address.key)) return null;
    const isOwn = base.key === account.addressKey || aliases.has(`${account.id} ${base.key}`);
    return isOwn ? "SUBADDRESS" : null;
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
  const own = await ownAddressesOf(manager, [account], addresses);
  const bases = new Map<string, OwnBasis | null>();
  for (const [name, each] of parsed) bases.set(name, each.ok ? own(account, each.address) : null);
  return bases;
}

/** Whether the domain is hosted here, proven to be its tenant's own, and the caller is one of its administrators. */
export async function administersDomain(manager: EntityManager, actor: Actor, domainName: string): Promise<boolean> {
  if (actor.role === null || actor.scope === null || !ADMINISTRATORS.includes(actor.role)) return false;
  if (actor.scope.kind === "DOMAIN" && actor.scope.domainName !== domainName) return false;
  const domain = await findProvenDomain(manager, domainName);
  return domain !== null && scopeCovers(actor.scope, placeOfDomain(domain));
}
