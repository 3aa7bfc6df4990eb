import { actorNameAt } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, notFound, rowsAcrossTenants } from "../../kernel/index.js";
import { Account } from "../../tenancy/index.js";
import { Authorization } from "../authorization.entity.js";
import { lockAuthorizations } from "../authorization.queries.js";
import { AuthorizationReason, reasonBecause, reasonText } from "../authorization-reason.js";
import { canMove } from "../authorization-transitions.js";
import { DomainAuthorization } from "../domain-authorization.entity.js";
import { lockVisibleDomainAuthorization } from "../domain-authorization.queries.js";
import { DOMAIN_AUTHORIZATION_STATES } from "../domain-authorization-states.js";
import { optionalLine } from "../one-line.js";
import { recordDomainAuthorization } from "../record-authorization.js";
import { revokeLocked } from "./revoke-authorization.js";

/** Takes it away, and with it every authorization of the account that rested on it. */
export async function revokeDomainAuthorization(
  tx: Transaction,
  actor: Actor,
  id: string,
  reason?: string | null,
): Promise<DomainAuthorization> {
  const given = reasonText(optionalLine(reason, "reason"));
  const row = await lockVisibleDomainAuthorization(tx, actor, id);
  if (row === null) throw notFound("DomainAuthorization");
  const why = given ?? reasonBecause(AuthorizationReason.REVOKED_BY, { who: actorNameAt(row, actor) });
  const before = { state: row.state };
  DOMAIN_AUTHORIZATION_STATES.move(row, "REVOKE");
  row.reason = why;
  await tx.manager.save(DomainAuthorization, row);
  const account = await tx.manager.findOneByOrFail(Account, { id: row.accountId });
  recordDomainAuthorization(tx, actor, {
    action: "domain_authorization.revoked",
    row,
    account: account.address,
    before,
  });
  const resting = await tx.manager.find(Authorization, {
    select: { id: true },
    where: { accountId: row.accountId, identityDomain: row.domain, basis: "DOMAIN" },
  });
  const ids = resting.map((each) => each.id);
  for (const authorization of rowsAcrossTenants(await lockAuthorizations(tx, ids), "of the account of the row above")) {
    if (canMove(authorization.state, "REVOKE")) await revokeLocked(tx, actor, authorization, why);
  }
  return row;
}
