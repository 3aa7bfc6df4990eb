import type { Transaction } from "../database/index.js";
import { type Actor, placeOfScope, type Scope } from "../kernel/index.js";
import { type Move, type PlaceOfNames, requireMayReleaseNames } from "../tenancy/index.js";
import { effectivePolicy, policyChains } from "./policy-levels.queries.js";
import type { PolicySettings } from "./settings-table.js";

type Delimiters = Pick<PolicySettings, "subaddressDelimiters">;

export interface DelimiterChange {
  /** What the scope itself sets. */
  readonly before: Delimiters;
  readonly after: Delimiters;
}

/**
 * A suspended account is whoever signs in with a subaddress of it, by every delimiter that a level of its policy names.
 * Throws FORBIDDEN where a scope is about to name one no more while an account in it is suspended from further up. What
 * the platform names holds whatever those below set, so that stays possible.
 */
export async function requireMayReleaseDelimiters(
  tx: Transaction,
  actor: Actor,
  scope: Scope,
  { before, after }: DelimiterChange,
): Promise<void> {
  const { resellerPath, domainId } = placeOfScope(scope);
  if (resellerPath === null) return;
  const dropped = without(namedBy([before]), namedBy([after]));
  await requireMayDrop(tx, actor, dropped, { resellerPath, domainId });
}

/** The same for a move out from under resellers that name one. */
export async function requireMayLeaveDelimiters(tx: Transaction, actor: Actor, move: Move): Promise<void> {
  const domainId = move.kind === "DOMAIN" ? move.domainId : null;
  const places = [move.from, move.to].map((resellerPath) => ({ resellerPath, domainId }));
  const chains = await policyChains(tx.manager, places);
  const [before = "", after = ""] = chains.map((chain) => namedBy(chain.map(({ settings }) => settings)));
  const dropped = without(before, after);
  await requireMayDrop(tx, actor, dropped, { resellerPath: move.to, domainId });
}

async function requireMayDrop(tx: Transaction, actor: Actor, dropped: string, place: PlaceOfNames): Promise<void> {
  if (dropped === "") return;
  const { subaddressDelimiters } = await effectivePolicy(tx.manager, {});
  if (without(dropped, subaddressDelimiters) !== "") await requireMayReleaseNames(tx.manager, actor, place);
}

function namedBy(levels: readonly Delimiters[]): string {
  return levels.map(({ subaddressDelimiters }) => subaddressDelimiters ?? "").join("");
}

function without(delimiters: string, others: string): string {
  return [...delimiters].filter((delimiter) => !others.includes(delimiter)).join("");
}
