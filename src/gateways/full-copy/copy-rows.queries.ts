import type { EntityManager } from "typeorm";
import type { AuthorizationState } from "../../decision/index.js";
import type { PolicySettings } from "../../policy/index.js";
import type { PolicyScopeKind, ReplicaChangeOf } from "../../replication/index.js";
import { type DomainProofKind, isProven } from "../../tenancy/index.js";

/** Rows a query of a page returns at most. */
const ROWS_PER_PAGE = 10_000;
export const ACCOUNTS_PER_PAGE = 500;
export const DOMAINS_PER_PAGE = 1_000;

export interface AccountRow {
  readonly id: string;
  readonly domainId: string;
  readonly addressKey: string;
  readonly isSuspended: boolean;
}

export interface DomainRow {
  readonly id: string;
  readonly name: string;
  readonly resellerPath: string;
  readonly isSuspended: boolean;
  readonly isProven: boolean;
  /** The domain that it stands for; null for a domain of its own. */
  readonly aliasOfId: string | null;
}

export interface ResellerRow {
  readonly id: string;
  readonly path: string;
  readonly isSuspended: boolean;
}

export interface SenderRow {
  readonly accountId: string;
  readonly identityId: string;
  readonly addressKey: string;
  readonly state: AuthorizationState;
  readonly expiresAt: number | null;
}

export interface DomainSenderRow {
  readonly accountId: string;
  readonly domain: string;
  readonly expiresAt: number | null;
}

export type PolicyFacts = Omit<ReplicaChangeOf<"POLICY">, "kind">;

/** Some accounts: those of a list, or all with identifiers in a range, which an index reads faster. */
export type AccountSet = { readonly ids: readonly string[] } | { readonly after: string; readonly until: string };

// Raw rows: a full copy reads millions, and building entities would cost more than reading them.
async function rows<Row>(
  manager: EntityManager,
  text: string,
  parameters: readonly (string | number)[],
): Promise<Row[]> {
  return manager.query(text, [...parameters]);
}

export async function listResellers(manager: EntityManager, afterPath: string): Promise<ResellerRow[]> {
  const found = await rows<{ id: string; path: string; state: string }>(
    manager,
    `SELECT id, path, state FROM reseller WHERE path > ? ORDER BY path LIMIT ${ROWS_PER_PAGE}`,
    [afterPath],
  );
  return found.map(({ id, path, state }) => ({ id, path, isSuspended: state === "SUSPENDED" }));
}

/** Some domains: those with these names and, where it is said, what stands for them. */
export interface ChosenDomains {
  readonly names: readonly string[];
  readonly hasAliases: boolean;
}

/** All domains by identifier, or the chosen ones. An alias is younger than what it stands for, so it comes later. */
export async function listDomains(
  manager: EntityManager,
  chosen: ChosenDomains | null,
  afterId: string,
): Promise<DomainRow[]> {
  if (chosen !== null && chosen.names.length === 0) return [];
  const { text, parameters } = domainsAmong(chosen);
  const found = await rows<Pick<DomainRow, "id" | "name" | "resellerPath" | "aliasOfId"> & StateAndProof>(
    manager,
    `SELECT id, name, resellerPath, state, proof, aliasOfId FROM domain
      WHERE id > ? ${text} ORDER BY id LIMIT ${DOMAINS_PER_PAGE}`,
    [afterId, ...parameters],
  );
  return found.map(({ state, proof, ...domain }) => {
    return { ...domain, isSuspended: state === "SUSPENDED", isProven: isProven({ proof }) };
  });
}

interface StateAndProof {
  readonly state: string;
  readonly proof: DomainProofKind;
}

function domainsAmong(chosen: ChosenDomains | null): { text: string; parameters: readonly string[] } {
  if (chosen === null) return { text: "", parameters: [] };
  const { names, hasAliases } = chosen;
  const list = marks(names.length);
  if (!hasAliases) return { text: `AND name IN (${list})`, parameters: names };
  const text = `AND (name IN (${list}) OR aliasOfId IN (SELECT id FROM domain WHERE name IN (${list})))`;
  return { text, parameters: [...names, ...names] };
}

export async function listAccounts(manager: EntityManager, afterId: string): Promise<AccountRow[]> {
  return accountRows(
    manager,
    `SELECT id, domainId, addressKey, state FROM account WHERE id > ? ORDER BY id LIMIT ${ACCOUNTS_PER_PAGE}`,
    [afterId],
  );
}

export async function listAccountsOfDomain(
  manager: EntityManager,
  domainId: string,
  afterKey: string,
): Promise<AccountRow[]> {
  return accountRows(
    manager,
    `SELECT id, domainId, addressKey, state FROM account WHERE domainId = ? AND addressKey > ?
      ORDER BY addressKey LIMIT ${ACCOUNTS_PER_PAGE}`,
    [domainId, afterKey],
  );
}

async function accountRows(manager: EntityManager, text: string, parameters: string[]): Promise<AccountRow[]> {
  const found = await rows<{ id: string; domainId: string; addressKey: string; state: string }>(
    manager,
    text,
    parameters,
  );
  return found.map(({ state, ...account }) => ({ ...account, isSuspended: state === "SUSPENDED" }));
}

export interface AliasRow {
  readonly accountId: string;
  readonly addressKey: string;
  /** Whether its domain is proven; if not, it is a name to sign in with and gives nothing else. */
  readonly isProven: boolean;
}

export async function listAliases(manager: EntityManager, accounts: AccountSet): Promise<AliasRow[]> {
  const { text, parameters } = within(accounts, "alias.accountId");
  const found = await rows<{ accountId: string; addressKey: string; proof: DomainProofKind }>(
    manager,
    `SELECT alias.accountId AS accountId, alias.addressKey AS addressKey, host.proof AS proof
       FROM account_alias alias JOIN domain host ON host.id = alias.domainId
      WHERE ${text} ORDER BY alias.accountId, alias.addressKey`,
    parameters,
  );
  return found.map(({ accountId, addressKey, proof }) => ({ accountId, addressKey, isProven: isProven({ proof }) }));
}

export interface BlockedRow {
  readonly id: string;
  readonly addressKey: string;
  readonly blockedAt: number;
}

/** Addresses whose owners want to be asked by nobody, a page at a time. */
export async function listBlockedAddresses(
  manager: EntityManager,
  after: Pick<BlockedRow, "blockedAt" | "id">,
): Promise<BlockedRow[]> {
  const found = await rows<BlockedRow>(
    manager,
    `SELECT id, addressKey, blockedAt FROM identity
      WHERE blockedAt >= ? AND (blockedAt > ? OR id > ?) ORDER BY blockedAt, id LIMIT ${ROWS_PER_PAGE}`,
    [after.blockedAt, after.blockedAt, after.id],
  );
  // Drivers may hand out a bigint as text.
  return found.map((row) => ({ ...row, blockedAt: Number(row.blockedAt) }));
}

/**
 * Authorizations of the accounts, a page at a time: one account may have more of them than fit into memory. The next
 * page begins after the last row of this one; a page with fewer rows than it may have is the last.
 */
export async function listSenders(
  manager: EntityManager,
  accounts: AccountSet,
  after: Pick<SenderRow, "accountId" | "identityId"> | null,
): Promise<{ rows: SenderRow[]; isLast: boolean }> {
  const { text, parameters } = within(accounts, "accountId");
  const seek = after === null ? "" : "AND accountId >= ? AND (accountId > ? OR identityId > ?)";
  const position = after === null ? [] : [after.accountId, after.accountId, after.identityId];
  const found = await rows<SenderRow>(
    manager,
    `SELECT accountId, identityId, addressKey, state, expiresAt FROM sender_authorization
      WHERE ${text} ${seek} ORDER BY accountId, identityId LIMIT ${ROWS_PER_PAGE}`,
    [...parameters, ...position],
  );
  return { rows: found.map(withNumber), isLast: found.length < ROWS_PER_PAGE };
}

/** Those in force; they are few, so an account's are read at once. */
export async function listDomainSenders(manager: EntityManager, accounts: AccountSet): Promise<DomainSenderRow[]> {
  const { text, parameters } = within(accounts, "accountId");
  const found = await rows<DomainSenderRow>(
    manager,
    `SELECT accountId, domain, expiresAt FROM domain_authorization
      WHERE ${text} AND state = 'AUTHORIZED' ORDER BY accountId, domain`,
    parameters,
  );
  return found.map(withNumber);
}

export async function listPolicies(
  manager: EntityManager,
  scopeKind: PolicyScopeKind,
  scopes: AccountSet | "ALL",
): Promise<PolicyFacts[]> {
  const { text, parameters } = scopes === "ALL" ? { text: "1 = 1", parameters: [] } : within(scopes, "scopeId");
  const found = await rows<{ scopeId: string; settings: string; locked: string }>(
    manager,
    `SELECT scopeId, settings, locked FROM policy WHERE scopeKind = ? AND ${text} ORDER BY scopeId`,
    [scopeKind, ...parameters],
  );
  return found.map(({ scopeId, settings, locked }) => {
    const set: PolicySettings = JSON.parse(settings);
    return {
      scopeKind,
      scopeId,
      schedule: set.schedule ?? null,
      subaddressDelimiters: set.subaddressDelimiters ?? null,
      allowNullSender: set.allowNullSender ?? null,
      subaddressDomains: set.subaddressDomains ?? null,
      refusalAdvice: set.refusalAdvice ?? null,
      resentMail: set.resentMail ?? null,
      locked: JSON.parse(locked),
    };
  });
}

function within(accounts: AccountSet, column: string): { text: string; parameters: string[] } {
  if ("ids" in accounts) {
    return { text: `${column} IN (${marks(accounts.ids.length)})`, parameters: [...accounts.ids] };
  }
  return { text: `${column} > ? AND ${column} <= ?`, parameters: [accounts.after, accounts.until] };
}

function marks(count: number): string {
  return new Array(count).fill("?").join(", ");
}

// Drivers may hand out a bigint as text.
function withNumber<Row extends { readonly expiresAt: number | null }>(row: Row): Row {
  return row.expiresAt === null || typeof row.expiresAt === "number"
    ? row
    : { ...row, expiresAt: Number(row.expiresAt) };
}
