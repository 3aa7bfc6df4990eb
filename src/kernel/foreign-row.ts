import { type Place, type Scope, scopeCovers } from "./scope.js";

declare const FOREIGN: unique symbol;

/**
 * A row that was found by what anybody may name (an address, a domain), of whichever tenant it is. It says that there is
 * one and nothing else, until `rowWithin` has asked whose it is, or somebody has told `rowAcrossTenants` why that does not
 * matter.
 */
export interface ForeignRow<Row> {
  readonly [FOREIGN]: Row;
}

/** For finders that ask for no scope. */
export function foreignRow<Row extends object>(row: Row): ForeignRow<Row> {
  const opaque: unknown = row;
  return opaque as ForeignRow<Row>;
}

/** The row where it lies inside the scope; null for another tenant's as for none. */
export function rowWithin<Row>(scope: Scope, row: ForeignRow<Row> | null, placeOf: (row: Row) => Place): Row | null {
  const found = rowAcrossTenants(row, "seen by this check alone");
  return found !== null && scopeCovers(scope, placeOf(found)) ? found : null;
}

export function rowsWithin<Row>(scope: Scope, rows: readonly ForeignRow<Row>[], placeOf: (row: Row) => Place): Row[] {
  return rows.flatMap((row) => rowWithin(scope, row, placeOf) ?? []);
}

/** The row whosever it is, and why: what of it reaches a caller, and that this may be. */
export function rowAcrossTenants<Row>(row: ForeignRow<Row>, why: string): Row;
export function rowAcrossTenants<Row>(row: ForeignRow<Row> | null, why: string): Row | null;
export function rowAcrossTenants<Row>(row: ForeignRow<Row> | null, _why: string): Row | null {
  const known: unknown = row;
  return known as Row | null;
}

export function rowsAcrossTenants<Row>(rows: readonly ForeignRow<Row>[], why: string): Row[] {
  return rows.map((row) => rowAcrossTenants(row, why));
}
