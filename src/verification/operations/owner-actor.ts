import type { Identity } from "../../authorizations/index.js";
import type { Actor } from "../../kernel/index.js";

/** The holder of an owner link, as the audit trail names them. */
export function ownerActor(visitor: Actor, identity: Identity): Actor {
  return { ...visitor, kind: "LINK", id: identity.id, label: identity.addressKey, role: null, scope: null };
}
