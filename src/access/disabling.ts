import { isRankAbove, rankOf, requireMayUndo, type Scope, soAlready } from "../kernel/index.js";

/** The part of an administrator or an issuer that disabling changes. */
export interface Disabling {
  isDisabled: boolean;
  /** Rank of whoever disabled it. */
  disabledBy: string | null;
}

/** Whether disabling changes anything: it is enabled, or somebody further down has disabled it. */
export function canDisable({ isDisabled, disabledBy }: Disabling, scope: Scope): boolean {
  return !isDisabled || disabledBy === null || isRankAbove(rankOf(scope), disabledBy);
}

/** Throws CONFLICT where it is disabled already, at least as high up. */
export function disable(row: Disabling, scope: Scope, what: string): void {
  if (!canDisable(row, scope)) throw soAlready("DISABLED_ALREADY", `This ${what} is disabled already`);
  row.isDisabled = true;
  row.disabledBy = rankOf(scope);
}

/** Throws CONFLICT where it is enabled, FORBIDDEN where somebody further up has disabled it. */
export function enable(row: Disabling, scope: Scope, what: string): void {
  if (!row.isDisabled) throw soAlready("NOT_DISABLED", `This ${what} is not disabled`);
  requireMayUndo(row.disabledBy, scope, "This disabling");
  row.isDisabled = false;
  row.disabledBy = null;
}
