import type { ObjectLiteral, SelectQueryBuilder } from "typeorm";
import { endOfSubtree, type Scope } from "../kernel/index.js";

/** Which columns of a query say where a row lives; a list that an account may not see leaves `accountId` out. */
export interface ScopeColumns {
  readonly resellerPath: string;
  readonly domainId?: string;
  readonly accountId?: string;
}

declare const SCOPE: unique symbol;

/** A query that says whose rows it finds. `withinScope` and `acrossTenants` make it, and lists take no other. */
export type ScopedQuery<Row extends ObjectLiteral> = SelectQueryBuilder<Row> & { readonly [SCOPE]: true };

/**
 * Keeps a query inside the caller's part of the tree. A scope narrower than the rows can be (an account listing
 * domains) finds nothing instead of everything.
 */
export function withinScope<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  scope: Scope,
  columns: ScopeColumns,
): ScopedQuery<Row> {
  narrow(query, scope, columns);
  return query as ScopedQuery<Row>;
}

function narrow<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  scope: Scope,
  columns: ScopeColumns,
): SelectQueryBuilder<Row> {
  switch (scope.kind) {
    case "PLATFORM":
      return query;
    case "RESELLER":
      return withinSubtree(query, columns.resellerPath, scope.resellerPath, "scope");
    case "DOMAIN":
      return columns.domainId === undefined
        ? query.andWhere("1 = 0")
        : query.andWhere(`${columns.domainId} = :scopeDomainId`, { scopeDomainId: scope.domainId });
    case "ACCOUNT":
      return columns.accountId === undefined
        ? query.andWhere("1 = 0")
        : query.andWhere(`${columns.accountId} = :scopeAccountId`, { scopeAccountId: scope.accountId });
  }
}

/** Rows of a reseller and everything below it: one range of paths. `name` keeps parameters of two calls apart. */
export function withinSubtree<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  column: string,
  resellerPath: string,
  name: string,
): SelectQueryBuilder<Row> {
  return query.andWhere(`${column} >= :${name}Path AND ${column} < :${name}PathEnd`, {
    [`${name}Path`]: resellerPath,
    [`${name}PathEnd`]: endOfSubtree(resellerPath),
  });
}

/** The other way to a list: a read that crosses tenants, and why it must. It changes nothing of the query. */
export function acrossTenants<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  _why: string,
): ScopedQuery<Row> {
  return query as ScopedQuery<Row>;
}
