import type { EntityManager } from "typeorm";
import type { AuthorizationFact, AuthorizationState, DomainAuthorizationFact } from "../decision/index.js";
import { marks, rowsOf } from "./raw-rows.js";

/** One account and everything its verdict may rest on. */
export interface GroundsWanted {
  readonly accountId: string;
  readonly addressKeys: readonly string[];
  readonly domains: readonly string[];
}

/** Look-ups by account. Absent means there is no such ground. */
export interface Grounds {
  aliasKeysOf(accountId: string): ReadonlySet<string>;
  authorizationFor(accountId: string, addressKey: string): AuthorizationFact | null;
  domainAuthorizationFor(accountId: string, domain: string): DomainAuthorizationFact | null;
}

const NO_KEYS: ReadonlySet<string> = new Set();

/** Aliases, authorizations and domain authorizations: four queries however many accounts and addresses there are. */
export async function loadGrounds(manager: EntityManager, wanted: readonly GroundsWanted[]): Promise<Grounds> {
  const keys = [...new Set(wanted.flatMap(({ addressKeys }) => addressKeys))];
  const [aliases, authorizations, domainAuthorizations] = await Promise.all([
    findAliases(manager, keys),
    findAuthorizations(manager, wanted, keys),
    findDomainAuthorizations(manager, wanted),
  ]);
  return {
    aliasKeysOf: (accountId) => aliases.get(accountId) ?? NO_KEYS,
    authorizationFor: (accountId, addressKey) => authorizations.get(pair(accountId, addressKey)) ?? null,
    domainAuthorizationFor: (accountId, domain) => domainAuthorizations.get(pair(accountId, domain)) ?? null,
  };
}

async function findAliases(manager: EntityManager, keys: readonly string[]): Promise<Map<string, Set<string>>> {
  const byAccount = new Map<string, Set<string>>();
  if (keys.length === 0) return byAccount;
  const rows = await rowsOf<{ accountId: string; addressKey: string }>(
    manager,
    `SELECT accountId, addressKey FROM account_alias WHERE addressKey IN (${marks(keys.length)})`,
    keys,
  );
  for (const { accountId, addressKey } of rows) {
    const known = byAccount.get(accountId);
    if (known === undefined) byAccount.set(accountId, new Set([addressKey]));
    else known.add(addressKey);
  }
  return byAccount;
}

interface AuthorizationRow {
  readonly id: string;
  readonly accountId: string;
  readonly identityId: string;
  readonly state: AuthorizationState;
  readonly expiresAt: number | null;
}

// Identities first, then exact pairs: both are look-ups in a unique index, also for an address thousands may use.
async function findAuthorizations(
  manager: EntityManager,
  wanted: readonly GroundsWanted[],
  keys: readonly string[],
): Promise<Map<string, AuthorizationFact>> {
  if (keys.length === 0) return new Map();
  const identities = await rowsOf<{ id: string; addressKey: string }>(
    manager,
    `SELECT id, addressKey FROM identity WHERE addressKey IN (${marks(keys.length)})`,
    keys,
  );
  const idByKey = new Map(identities.map(({ id, addressKey }) => [addressKey, id]));
  const keyById = new Map(identities.map(({ id, addressKey }) => [id, addressKey]));
  const pairs = wanted.flatMap(({ accountId, addressKeys }) =>
    addressKeys.flatMap((key) => {
      const identityId = idByKey.get(key);
      return identityId === undefined ? [] : [[accountId, identityId] as const];
    }),
  );
  if (pairs.length === 0) return new Map();
  const rows = await rowsOf<AuthorizationRow>(
    manager,
    `SELECT id, accountId, identityId, state, expiresAt FROM sender_authorization
      WHERE (accountId, identityId) IN (${pairList(manager, pairs.length)})`,
    pairs.flat(),
  );
  return new Map(
    rows.map(({ id, accountId, identityId, state, expiresAt }) => [
      pair(accountId, keyById.get(identityId) ?? ""),
      { authorizationId: id, state, expiresAt: expiresAt === null ? null : Number(expiresAt) },
    ]),
  );
}

async function findDomainAuthorizations(
  manager: EntityManager,
  wanted: readonly GroundsWanted[],
): Promise<Map<string, DomainAuthorizationFact>> {
  const pairs = wanted.flatMap(({ accountId, domains }) => domains.map((domain) => [accountId, domain] as const));
  if (pairs.length === 0) return new Map();
  const rows = await rowsOf<{ accountId: string; domain: string; expiresAt: number | null }>(
    manager,
    `SELECT accountId, domain, expiresAt FROM domain_authorization
      WHERE (accountId, domain) IN (${pairList(manager, pairs.length)}) AND state = 'AUTHORIZED'`,
    pairs.flat(),
  );
  return new Map(
    rows.map(({ accountId, domain, expiresAt }) => [
      pair(accountId, domain),
      { expiresAt: expiresAt === null ? null : Number(expiresAt) },
    ]),
  );
}

function pair(accountId: string, name: string): string {
  return `${accountId} ${name}`;
}

// SQLite looks row values up in an index only when they come from VALUES; MySQL takes the plain list.
function pairList(manager: EntityManager, count: number): string {
  const list = new Array(count).fill("(?, ?)").join(", ");
  return manager.connection.options.type === "better-sqlite3" ? `VALUES ${list}` : list;
}
