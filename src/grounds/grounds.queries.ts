import type { QueryRunner } from "typeorm";
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

/** Aliases, authorizations and domain authorizations: two queries however many accounts and addresses there are. */
export async function loadGrounds(runner: QueryRunner, wanted: readonly GroundsWanted[]): Promise<Grounds> {
  const { aliases, identities, domainAuthorizations } = await findByName(runner, wanted);
  const authorizations = await findAuthorizations(runner, wanted, identities);
  return {
    aliasKeysOf: (accountId) => aliases.get(accountId) ?? NO_KEYS,
    authorizationFor: (accountId, addressKey) => authorizations.get(pair(accountId, addressKey)) ?? null,
    domainAuthorizationFor: (accountId, domain) => domainAuthorizations.get(pair(accountId, domain)) ?? null,
  };
}

interface FoundByName {
  /** Keys by account. */
  readonly aliases: ReadonlyMap<string, ReadonlySet<string>>;
  /** Identifiers by address key. */
  readonly identities: ReadonlyMap<string, string>;
  readonly domainAuthorizations: ReadonlyMap<string, DomainAuthorizationFact>;
}

interface NamedRow {
  readonly kind: "ALIAS" | "IDENTITY" | "DOMAIN";
  /** Of the account, or of the identity itself. */
  readonly id: string;
  readonly name: string;
  readonly expiresAt: number | null;
}

// One statement for the three, because each costs a round trip and some of the server's time however little it finds.
async function findByName(runner: QueryRunner, wanted: readonly GroundsWanted[]): Promise<FoundByName> {
  const aliases = new Map<string, Set<string>>();
  const identities = new Map<string, string>();
  const domainAuthorizations = new Map<string, DomainAuthorizationFact>();
  if (wanted.length === 0) return { aliases, identities, domainAuthorizations };
  const keys = [...new Set(wanted.flatMap(({ addressKeys }) => addressKeys))];
  const domainPairs = wanted.flatMap(({ accountId, domains }) => domains.map((domain) => [accountId, domain] as const));
  const rows = await rowsOf<NamedRow>(
    runner,
    `SELECT 'ALIAS' AS kind, accountId AS id, addressKey AS name, NULL AS expiresAt
       FROM account_alias WHERE addressKey IN (${marks(keys.length)})
     UNION ALL SELECT 'IDENTITY', id, addressKey, NULL FROM identity WHERE addressKey IN (${marks(keys.length)})
     UNION ALL SELECT 'DOMAIN', accountId, domain, expiresAt FROM domain_authorization
      WHERE (accountId, domain) IN (${pairList(runner, domainPairs.length)}) AND state = 'AUTHORIZED'`,
    [...keys, ...keys, ...domainPairs.flat()],
  );
  for (const { kind, id, name, expiresAt } of rows) {
    if (kind === "IDENTITY") identities.set(name, id);
    else if (kind === "DOMAIN") domainAuthorizations.set(pair(id, name), { expiresAt: timeOf(expiresAt) });
    else aliases.set(id, (aliases.get(id) ?? new Set()).add(name));
  }
  return { aliases, identities, domainAuthorizations };
}

interface AuthorizationRow {
  readonly id: string;
  readonly accountId: string;
  readonly identityId: string;
  readonly state: AuthorizationState;
  readonly expiresAt: number | null;
}

// Exact pairs are look-ups in a unique index, also for an address thousands may use.
async function findAuthorizations(
  runner: QueryRunner,
  wanted: readonly GroundsWanted[],
  identities: ReadonlyMap<string, string>,
): Promise<Map<string, AuthorizationFact>> {
  const pairs = wanted.flatMap(({ accountId, addressKeys }) =>
    addressKeys.flatMap((key) => {
      const identityId = identities.get(key);
      return identityId === undefined ? [] : [[accountId, identityId] as const];
    }),
  );
  if (pairs.length === 0) return new Map();
  const rows = await rowsOf<AuthorizationRow>(
    runner,
    `SELECT id, accountId, identityId, state, expiresAt FROM sender_authorization
      WHERE (accountId, identityId) IN (${pairList(runner, pairs.length)})`,
    pairs.flat(),
  );
  const keyById = new Map([...identities].map(([key, id]) => [id, key]));
  return new Map(
    rows.map(({ id, accountId, identityId, state, expiresAt }) => [
      pair(accountId, keyById.get(identityId) ?? ""),
      { authorizationId: id, state, expiresAt: timeOf(expiresAt) },
    ]),
  );
}

function timeOf(value: number | null): number | null {
  return value === null ? null : Number(value);
}

function pair(accountId: string, name: string): string {
  return `${accountId} ${name}`;
}

// SQLite looks row values up in an index only when they come from VALUES; MySQL takes the plain list.
function pairList(runner: QueryRunner, count: number): string {
  const list = new Array(count).fill("(?, ?)").join(", ");
  return runner.dataSource.options.type === "better-sqlite3" ? `VALUES ${list}` : list;
}
