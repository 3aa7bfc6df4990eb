import type { QueryRunner } from "typeorm";
import { dialectOf, placeholders, rowsOf } from "../database/index.js";
import type { AuthorizationFact, AuthorizationState, DomainAuthorizationFact } from "../decision/index.js";
import { isProvenInSql } from "../tenancy/index.js";

/** One account and everything its verdict may rest on. */
export interface SenderRightsQuery {
  readonly accountId: string;
  readonly addressKeys: readonly string[];
  readonly domains: readonly string[];
  /** Addresses with a subaddress, of which it matters whether they are somebody else's by themselves. */
  readonly dividedKeys: readonly string[];
}

/** Look-ups by account. Absent means there is no such right. */
export interface SenderRights {
  aliasKeysOf(accountId: string): ReadonlySet<string>;
  authorizationFor(accountId: string, addressKey: string): AuthorizationFact | null;
  domainAuthorizationFor(accountId: string, domain: string): DomainAuthorizationFact | null;
  /** Whether the address is another account's login, aliases counted, or blocked by its owner. */
  isTaken(accountId: string, addressKey: string): boolean;
}

const NO_KEYS: ReadonlySet<string> = new Set();

interface SenderRightsRow {
  readonly kind: "ALIAS" | "AUTHORIZATION" | "DOMAIN" | "LOGIN" | "BLOCKED";
  readonly accountId: string;
  /** Address key, or name of the domain. */
  readonly name: string;
  readonly expiresAt: number | null;
  readonly authorizationId: string | null;
  readonly state: AuthorizationState | null;
}

/** Addresses and domains a statement asks for, unless a single question has more. */
const NAMES_PER_STATEMENT = 2_000;

/** Aliases, authorizations, domain authorizations and whose an address is: one query, or a few where there are thousands of addresses. */
export async function loadSenderRights(
  runner: QueryRunner,
  wanted: readonly SenderRightsQuery[],
): Promise<SenderRights> {
  const aliases = new Map<string, Set<string>>();
  const authorizations = new Map<string, AuthorizationFact>();
  const domainAuthorizations = new Map<string, DomainAuthorizationFact>();
  const loginsAt = new Map<string, string>();
  const blocked = new Set<string>();
  for (const part of inParts(wanted)) {
    for (const { kind, accountId, name, expiresAt, authorizationId, state } of await findSenderRights(runner, part)) {
      const time = expiresAt === null ? null : Number(expiresAt);
      if (kind === "ALIAS") aliases.set(accountId, (aliases.get(accountId) ?? new Set()).add(name));
      else if (kind === "LOGIN") loginsAt.set(name, accountId);
      else if (kind === "BLOCKED") blocked.add(name);
      else if (authorizationId === null || state === null)
        domainAuthorizations.set(pair(accountId, name), { expiresAt: time });
      else authorizations.set(pair(accountId, name), { authorizationId, state, expiresAt: time });
    }
  }
  return {
    aliasKeysOf: (accountId) => aliases.get(accountId) ?? NO_KEYS,
    authorizationFor: (accountId, addressKey) => authorizations.get(pair(accountId, addressKey)) ?? null,
    domainAuthorizationFor: (accountId, domain) => domainAuthorizations.get(pair(accountId, domain)) ?? null,
    isTaken: (accountId, addressKey) =>
      blocked.has(addressKey) || (loginsAt.get(addressKey) ?? accountId) !== accountId,
  };
}

// Engines have limits on parameters and selects of a statement.
function* inParts(wanted: readonly SenderRightsQuery[]): Generator<readonly SenderRightsQuery[]> {
  let start = 0;
  let names = 0;
  for (const [index, { addressKeys, domains, dividedKeys }] of wanted.entries()) {
    const ofThis = addressKeys.length + domains.length + dividedKeys.length;
    names += ofThis;
    if (names > NAMES_PER_STATEMENT && index > start) {
      yield wanted.slice(start, index);
      start = index;
      names = ofThis;
    }
  }
  if (start < wanted.length) yield wanted.slice(start);
}

/**
 * One statement for all, because each costs a round trip and some of both servers' time however little it finds.
 * Every look-up is one in a unique index, also for an address thousands may use: from the pair that is wanted to the
 * identity and from both to the authorization; CROSS JOIN keeps SQLite to this order, and the others choose it.
 */
async function findSenderRights(runner: QueryRunner, wanted: readonly SenderRightsQuery[]): Promise<SenderRightsRow[]> {
  const dialect = dialectOf(runner.dataSource);
  const keys = [...new Set(wanted.flatMap(({ addressKeys }) => addressKeys))];
  const divided = [...new Set(wanted.flatMap(({ dividedKeys }) => dividedKeys))];
  const addressPairs = wanted.flatMap(({ accountId, addressKeys }) => addressKeys.map((key) => [accountId, key]));
  const domainPairs = wanted.flatMap(({ accountId, domains }) => domains.map((domain) => [accountId, domain]));
  const selects: string[] = [];
  if (keys.length > 0) {
    selects.push(
      `SELECT 'ALIAS' AS kind, l.accountId, l.addressKey AS name, NULL AS expiresAt, NULL AS authorizationId, NULL AS state
         FROM account_alias l CROSS JOIN domain d ON d.id = l.domainId
        WHERE l.addressKey IN (${placeholders(keys.length)}) AND ${isProvenInSql("d")}`,
      `SELECT 'AUTHORIZATION', a.accountId, i.addressKey, a.expiresAt, a.id, a.state
         FROM (${dialect.parameterTable(["accountId", "addressKey"], addressPairs.length)}) wanted
         CROSS JOIN identity i ON i.addressKey = wanted.addressKey
         CROSS JOIN sender_authorization a ON a.accountId = wanted.accountId AND a.identityId = i.id`,
      `SELECT 'DOMAIN', accountId, domain, expiresAt, NULL, NULL
         FROM domain_authorization
        WHERE (accountId, domain) IN (${dialect.tuples(2, domainPairs.length)}) AND state = 'AUTHORIZED'`,
    );
  }
  if (divided.length > 0) {
    const list = placeholders(divided.length);
    selects.push(
      `SELECT 'LOGIN' AS kind, id AS accountId, addressKey AS name, NULL AS expiresAt, NULL AS authorizationId, NULL AS state
         FROM account WHERE addressKey IN (${list})`,
      `SELECT 'LOGIN', accountId, addressKey, NULL, NULL, NULL FROM account_alias WHERE addressKey IN (${list})`,
      `SELECT 'BLOCKED', '', addressKey, NULL, NULL, NULL
         FROM identity WHERE addressKey IN (${list}) AND blockedAt IS NOT NULL`,
    );
  }
  const values = [...keys, ...addressPairs.flat(), ...domainPairs.flat(), ...divided, ...divided, ...divided];
  return rowsOf<SenderRightsRow>(runner, selects.join(" UNION ALL "), values);
}

function pair(accountId: string, name: string): string {
  return `${accountId} ${name}`;
}
