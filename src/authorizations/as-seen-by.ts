import { showUnder, toGlobalId } from "../graphql/index.js";
import { type Actor, type ForeignRow, rowAcrossTenants, scopeCovers } from "../kernel/index.js";
import { Account } from "../tenancy/index.js";
import type { Authorization } from "./authorization.entity.js";
import type { DomainAuthorization } from "./domain-authorization.entity.js";

type Right = Authorization | DomainAuthorization;

/** Whether the account behind the row is one of the caller's own. */
export function isOwn(actor: Actor, right: Right): boolean {
  return actor.scope !== null && scopeCovers(actor.scope, right);
}

/** Rows that the caller may see because the address is theirs, whoever's account it is. */
export function showToAddressSide<Row extends Right>(rows: readonly Row[]): void {
  for (const row of rows) showUnder("ADDRESS_SIDE", row);
}

/**
 * The account of a right as the caller may see it. Another tenant's is its address: its own id would tell when the
 * account was made, and would be the same in every right that it has, so it goes by one that is good for this right.
 */
export function accountAsSeenBy(actor: Actor, found: ForeignRow<Account>, right: Right): Account {
  const account = rowAcrossTenants(
    found,
    "where the right is another tenant's, of its account the address alone is shown",
  );
  if (isOwn(actor, right)) return account;
  const sender = new Account();
  sender.address = account.address;
  Object.defineProperty(sender, "globalId", { value: toGlobalId(SENDER, right.id) });
  return showUnder("ADDRESS_SIDE", sender);
}

/** Kind in the id of another tenant's account; no `node` finds it, and no mutation takes it. */
const SENDER = "SenderOfRight";
