import { type Actor, notFound, scopeCovers } from "../kernel/index.js";
import { Account } from "../tenancy/index.js";
import { Authorization } from "./authorization.entity.js";

/** Whether the account behind the row is one of the caller's own. */
export function isOwn(actor: Actor, authorization: Authorization): boolean {
  return actor.scope !== null && scopeCovers(actor.scope, authorization);
}

/**
 * The row as the caller may see it. Whoever sees it only because the address is theirs (administrators of its domain,
 * its owner with a mailed link) sees that and how an account may send as it, and nothing of the account's profile.
 */
export function asSeenBy(actor: Actor, authorization: Authorization): Authorization {
  if (isOwn(actor, authorization)) return authorization;
  return Object.assign(new Authorization(), authorization, {
    displayName: "",
    organization: null,
    replyTo: null,
    bcc: null,
    signature: null,
    reason: null,
    isDefault: false,
  });
}

const HIDDEN = ["state", "createdAt", "updatedAt", "domainId", "resellerPath"] as const;

/** Another tenant's account: its address, and NOT_FOUND or nothing for everything else. */
export function addressOnly(account: Account): Account {
  const hidden = Object.assign(new Account(), {
    id: account.id,
    address: account.address,
    suspendedReason: null,
    language: null,
  });
  for (const property of HIDDEN) {
    Object.defineProperty(hidden, property, {
      get() {
        throw notFound("Account");
      },
    });
  }
  return hidden;
}
