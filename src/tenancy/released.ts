import { In } from "typeorm";
import { inBatches, type Transaction } from "../database/index.js";
import type { Actor } from "../kernel/index.js";
import { Domain } from "./domain.entity.js";
import { addressesAtAliases, domainOf } from "./domain-aliases.queries.js";
import { isProven } from "./domain-proof.js";

/** A domain, or a reseller with all below it, that went from one reseller's path to another's. */
export type Move =
  | {
      readonly kind: "DOMAIN";
      readonly domainId: string;
      readonly name: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: "RESELLER"; readonly from: string; readonly to: string };

/** What one transaction has taken from its holder. */
export interface Released {
  /** Whose doing it is, for the audit trail of what follows from it. */
  readonly actor: Actor;
  /** Deleted. */
  readonly accountIds: Set<string>;
  readonly domainIds: Set<string>;
  readonly resellerIds: Set<string>;
  /** Of the deleted accounts and domains: canonical keys of addresses, and names, by identifier. */
  readonly names: Map<string, string>;
  /** Accounts that go on under another login or with another password. */
  readonly changedLogins: Set<string>;
  /** Accounts that go on without an address they had. */
  readonly reducedAccounts: Set<string>;
  /**
   * Addresses without a mailbox from now on, each with the beginning of the resellers' paths within which rights on it
   * end: everywhere where its domain is proven. One that is not ends nothing of anybody else's.
   */
  readonly addressKeys: Map<string, string>;
  /** Domains not hosted here any more, with all addresses in them; the same. */
  readonly domainNames: Map<string, string>;
  /** Domains that a deleted alias stood for. */
  readonly lessNamedDomainIds: Set<string>;
  readonly moves: Move[];
}

const RELEASED = Symbol("released by this transaction");

/**
 * Where this room notes what a transaction takes from its holder; it does no more. The rooms above read it in their
 * commit steps (`findReleased`) and end, in the same transaction, what rested on it: an address may be somebody else's
 * next.
 */
export function releasedIn(tx: Transaction, actor: Actor): Released {
  return tx.collect<Released>(RELEASED, () => ({
    actor,
    accountIds: new Set(),
    domainIds: new Set(),
    resellerIds: new Set(),
    names: new Map(),
    changedLogins: new Set(),
    reducedAccounts: new Set(),
    addressKeys: new Map(),
    domainNames: new Map(),
    lessNamedDomainIds: new Set(),
    moves: [],
  }));
}

/** Notes addresses that lose their mailbox, at each domain alias too, while their domains are still there. */
export async function releaseAddresses(tx: Transaction, actor: Actor, keys: readonly string[]): Promise<void> {
  const names = [...new Set(keys.map(domainOf))];
  const domains = new Map<string, Domain>();
  for (const chunk of inBatches(names)) {
    for (const domain of await tx.manager.findBy(Domain, { name: In(chunk) })) domains.set(domain.name, domain);
  }
  const { addressKeys } = releasedIn(tx, actor);
  for (const key of keys) {
    const domain = domains.get(domainOf(key));
    if (domain !== undefined) addressKeys.set(key, reachOf(domain));
  }
  for (const others of (await addressesAtAliases(tx.manager, keys)).values()) {
    for (const { key, alias } of others) addressKeys.set(key, reachOf(alias));
  }
}

/** Notes a domain that is not hosted here any more. */
export function releaseDomain(tx: Transaction, actor: Actor, domain: Domain): void {
  const released = releasedIn(tx, actor);
  released.domainIds.add(domain.id);
  released.names.set(domain.id, domain.name);
  released.domainNames.set(domain.name, reachOf(domain));
  if (domain.aliasOfId !== null) released.lessNamedDomainIds.add(domain.aliasOfId);
}

function reachOf(domain: Domain): string {
  return isProven(domain) ? "" : domain.resellerPath;
}

/** For commit steps; undefined where nothing was released. */
export function findReleased(tx: Transaction): Released | undefined {
  return tx.collected<Released>(RELEASED);
}
