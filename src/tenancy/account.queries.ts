import { type EntityManager, In, Not } from "typeorm";
import {
  beginningWith,
  type Database,
  dialectOf,
  inBatches,
  keysetPage,
  lockRow,
  lockRows,
  type Page,
  type PageRequest,
  placeholders,
  type SortColumn,
  sortedPage,
  type TimesWanted,
  type Transaction,
  withinScope,
  withinSubtree,
  withinTimes,
} from "../database/index.js";
import { type Order, OrderDirection } from "../graphql/index.js";
import { type ForeignRow, foreignRow, notFound, type Scope, scopeCovers } from "../kernel/index.js";
import { Account } from "./account.entity.js";
import { AccountAlias } from "./account-alias.entity.js";
import { keysAtTargets } from "./domain-aliases.queries.js";
import { DomainProofKind, isProvenInSql } from "./domain-proof.js";
import { placeOfAccount } from "./places.js";
import { BY_RESELLER, runsWithin, stateRuns, statesWanted } from "./tenant-runs.js";
import { TenantState } from "./tenant-state.js";

/** Throws NOT_FOUND for an account outside the scope as for one that does not exist. */
export async function requireAccount(manager: EntityManager, scope: Scope, id: string): Promise<Account> {
  const account = await manager.findOneBy(Account, { id });
  if (account === null || !scopeCovers(scope, placeOfAccount(account))) throw notFound("Account");
  return account;
}

/** `requireAccount`, and nobody else moves, changes or deletes it before this transaction ends. */
export async function lockAccount(tx: Transaction, scope: Scope, id: string): Promise<Account> {
  const account = await lockRow(tx, Account, { id });
  if (account === null || !scopeCovers(scope, placeOfAccount(account))) throw notFound("Account");
  return account;
}

/** Those of these accounts that are inside the scope, by id, locked. */
export async function lockAccounts(
  tx: Transaction,
  scope: Scope,
  ids: readonly string[],
): Promise<Map<string, Account>> {
  const found = new Map<string, Account>();
  for (const chunk of inBatches(ids)) {
    const accounts = await lockRows(tx, Account, { id: In(chunk) });
    for (const account of accounts) if (scopeCovers(scope, placeOfAccount(account))) found.set(account.id, account);
  }
  return found;
}

/** The account whose address or alias this is, at a domain alias too. */
export async function findAccountReceivingAt(
  manager: EntityManager,
  addressKey: string,
): Promise<ForeignRow<Account> | null> {
  const account = await manager.findOneBy(Account, { addressKey });
  if (account !== null) return foreignRow(account);
  const alias = await manager.findOneBy(AccountAlias, { addressKey });
  if (alias !== null) {
    const aliased = await manager.findOneBy(Account, { id: alias.accountId });
    return aliased && foreignRow(aliased);
  }
  const atTarget = (await keysAtTargets(manager, [addressKey], "ALL")).get(addressKey);
  return atTarget === undefined ? null : findAccountReceivingAt(manager, atTarget);
}

/** The same of some addresses. */
export async function findAccountsReceivingAt(
  manager: EntityManager,
  addressKeys: readonly string[],
): Promise<ForeignRow<Account>[]> {
  if (addressKeys.length === 0) return [];
  const keys = [...addressKeys, ...(await keysAtTargets(manager, addressKeys, "ALL")).values()];
  const aliases = await manager.findBy(AccountAlias, { addressKey: In(keys) });
  const ids = aliases.map(({ accountId }) => accountId);
  const where = [{ addressKey: In(keys) }, ...(ids.length === 0 ? [] : [{ id: In(ids) }])];
  return (await manager.findBy(Account, where)).map(foreignRow);
}

/** The account of which one of these is an alias in a proven domain. */
export async function accountOfProvenAlias(
  manager: EntityManager,
  addressKeys: readonly string[],
): Promise<ForeignRow<Account> | null> {
  const alias = await manager.findOne(AccountAlias, {
    where: { addressKey: In([...addressKeys]), domainRow: { proof: Not(DomainProofKind.UNPROVEN) } },
    relations: { accountRow: true },
    order: { addressKey: "ASC" },
  });
  return alias?.accountRow ? foreignRow(alias.accountRow) : null;
}

/** Keys of the aliases by account, in alphabetical order; accounts without aliases are absent. */
export async function aliasKeysOf(
  manager: EntityManager,
  accountIds: readonly string[],
): Promise<Map<string, string[]>> {
  const keys = new Map<string, string[]>();
  for (const chunk of inBatches(accountIds)) {
    const aliases = await manager.find(AccountAlias, { where: { accountId: In(chunk) }, order: { addressKey: "ASC" } });
    for (const { accountId, addressKey } of aliases) {
      const known = keys.get(accountId);
      if (known === undefined) keys.set(accountId, [addressKey]);
      else known.push(addressKey);
    }
  }
  return keys;
}

/** The same without aliases in domains that are not proven: those give nothing. */
export async function provenAliasKeysOf(
  manager: EntityManager,
  accountIds: readonly string[],
): Promise<Map<string, string[]>> {
  const keys = new Map<string, string[]>();
  for (const chunk of inBatches(accountIds)) {
    const aliases: { accountId: string; addressKey: string }[] = await manager.query(
      `SELECT alias.accountId AS accountId, alias.addressKey AS addressKey
         FROM account_alias alias JOIN domain host ON host.id = alias.domainId AND ${isProvenInSql("host")}
        WHERE alias.accountId IN (${placeholders(chunk.length)}) ORDER BY alias.addressKey`,
      [...chunk],
    );
    for (const { accountId, addressKey } of aliases) keys.set(accountId, [...(keys.get(accountId) ?? []), addressKey]);
  }
  return keys;
}

export interface AccountQuery {
  readonly domainId?: string;
  /** A reseller and everything below it. */
  readonly subtree?: string;
  readonly state?: TenantState;
  readonly states?: readonly TenantState[];
  /** Beginning of the address. */
  readonly address?: string;
  /** Part of the address; only within a domain, whose addresses are looked through. */
  readonly addressContains?: string;
  readonly createdAt?: TimesWanted;
}

export enum AccountOrderField {
  NAME = "NAME",
  CREATED_AT = "CREATED_AT",
}

const SORT_COLUMNS: Readonly<Record<AccountOrderField, SortColumn<Account>>> = {
  [AccountOrderField.NAME]: { column: "addressKey", type: "text", isUnique: true },
  [AccountOrderField.CREATED_AT]: { column: "createdAt", type: "number" },
};

export interface AccountsToList {
  readonly wanted: AccountQuery;
  readonly page: PageRequest;
  readonly orderBy?: Order<AccountOrderField> | null | undefined;
}

/** By address within a domain or reseller; by address alone for a search over the whole platform. */
export async function listAccounts(
  database: Database,
  scope: Scope,
  { wanted, page, orderBy = null }: AccountsToList,
): Promise<Page<Account>> {
  const query = withinScope(database.reader.createQueryBuilder(Account, "account"), scope, {
    resellerPath: "account.resellerPath",
    domainId: "account.domainId",
    accountId: "account.id",
  });
  if (wanted.domainId !== undefined) query.andWhere("account.domainId = :domainId", { domainId: wanted.domainId });
  if (wanted.subtree !== undefined) withinSubtree(query, "account.resellerPath", wanted.subtree, "filter");
  if (wanted.state !== undefined) query.andWhere("account.state = :state", { state: wanted.state });
  if (wanted.address !== undefined) beginningWith(query, "account.addressKey", wanted.address);
  if (wanted.states !== undefined) query.andWhere("account.state IN (:...states)", { states: wanted.states });
  if (wanted.addressContains !== undefined) {
    query.andWhere("INSTR(account.addressKey, :part) > 0", { part: wanted.addressContains });
  }
  if (wanted.createdAt !== undefined) withinTimes(query, "account.createdAt", wanted.createdAt);
  const order = orderBy ?? (wanted.createdAt === undefined ? null : EARLIEST_FIRST);
  const shared = { manager: database.reader, Entity: Account, query, alias: "account" };
  if (order === null) {
    const columns = orderOfAccounts(scope, wanted);
    const { walkIndex } = dialectOf(query.connection);
    const isOfDomain = scope.kind === "DOMAIN" || (wanted.domainId !== undefined && scope.kind !== "ACCOUNT");
    if (columns === BY_STATE && wanted.states !== undefined) {
      return sortedPage({ ...shared, by: BY_RESELLER, direction: "ASC", runs: stateRuns(wanted) }, page);
    }
    if (columns === BY_STATE) walkIndex(query, "ix_account_state");
    else if (isOfDomain && wanted.state !== undefined) walkIndex(query, "ix_account_domain");
    return keysetPage(query, columns, page);
  }
  const isByName = order.field === AccountOrderField.NAME;
  const runs = await runsWithin<Account>(database.reader, {
    scope,
    domainId: wanted.domainId,
    subtree: wanted.subtree,
    resellersBy: isByName ? "domainId" : "resellerPath",
    states: isByName && !isOfPlatform(scope, wanted) ? undefined : statesWanted(TenantState, wanted),
  });
  return sortedPage({ ...shared, by: SORT_COLUMNS[order.field], direction: order.direction, runs }, page);
}

/** Names of the whole platform stand in an index by their state; those of a tenant are few enough to be looked through. */
function isOfPlatform(scope: Scope, { domainId, subtree }: AccountQuery): boolean {
  return scope.kind === "PLATFORM" && domainId === undefined && subtree === undefined;
}

const EARLIEST_FIRST = { field: AccountOrderField.CREATED_AT, direction: OrderDirection.ASC };

const byPath = { column: "account.resellerPath", valueOf: (row: Account) => row.resellerPath };
const byAddress = { column: "account.addressKey", valueOf: (row: Account) => row.addressKey };
const byId = { column: "account.id", valueOf: (row: Account) => row.id };
const BY_STATE = [byPath, byId];

// Always the order of an index whose range is what the caller may see or asks for (see domain.queries.ts on prefixes).
function orderOfAccounts(scope: Scope, wanted: AccountQuery) {
  if (scope.kind === "ACCOUNT") return [byId];
  if (scope.kind === "DOMAIN" || wanted.domainId !== undefined) return [byAddress];
  const isWithinTenant = scope.kind === "RESELLER" || wanted.subtree !== undefined;
  if (wanted.address !== undefined) return isWithinTenant ? [byPath, byAddress] : [byAddress];
  return wanted.state === undefined && wanted.states === undefined ? [byPath, byAddress] : BY_STATE;
}
