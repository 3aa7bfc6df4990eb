import type { ObjectLiteral, SelectQueryBuilder } from "typeorm";
import { endOfSubtree, type Scope } from "../kernel/index.js";

/** Which columns of a query say where a row lives; a list that an account may not see leaves `accountId` out. */
export interface ScopeColumns {
  readonly resellerPath: string;
  readonly domainId?: string;
  readonly accountId?: string;
}

/**
 * Keeps a query inside the caller's part of the tree. A scope narrower than the rows can be (an account listing
 * domains) finds nothing instead of everything.
 */
export function withinScope<Row extends ObjectLiteral>(
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

/**
 * Marks a read that deliberately crosses tenants, with the reason why it must. It changes nothing; it makes such reads
 * easy to find and impossible to write by accident in review.
 */
export function unscoped<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  _reason: string,
): SelectQueryBuilder<Row> {
  return query;
}
