import { recordAudit } from "../../../audit/index.js";
import type { Transaction } from "../../../database/index.js";
import type { Services } from "../../../graphql/index.js";
import { type Actor, conflict, forbidden, rankOf, requireScope } from "../../../kernel/index.js";
import type { Administrator } from "../../administrator.entity.js";
import { administratorForAudit, requireAdministrator } from "../../administrator.queries.js";
import { rankOfAdministrator, requireAuthorityOver } from "../../credential-authority.js";
import { tellAdministrator } from "../../credential-notice.js";
import { endSessionsOf } from "../../session.js";
import { type OwnProof, requireOwnProof } from "../own-proof.js";
import { RecoveryCode } from "../recovery-code.entity.js";
import { SecondFactor } from "../second-factor.entity.js";
import { lockAdministrator } from "../second-factors.queries.js";
import { SignInChallenge } from "../sign-in-challenge.entity.js";

export interface ResetSecondFactor {
  readonly id: string;
  /** The actor's own: wanted for a peer, since a stolen session must not open the way to whoever could stop it. */
  readonly ownProof?: OwnProof | null;
}

/**
 * For somebody else's lost devices: all second factors, recovery codes and sessions of that administrator end, and they
 * are told by mail; the password stays. Nobody resets their own: that takes one of them.
 */
export async function resetSecondFactor(
  services: Services,
  actor: Actor,
  { id, ownProof }: ResetSecondFactor,
): Promise<Administrator> {
  const scope = requireScope(actor);
  const administrator = await requireAdministrator(services.database.reader, scope, id);
  const rank = rankOfAdministrator(administrator);
  if (administrator.id === actor.id)
    throw forbidden("NOT_ONESELF", "Remove your own second factors with removeSecondFactor");
  requireAuthorityOver(actor, rank);
  if (actor.kind !== "SYSTEM" && rank === rankOf(scope)) {
    await requireOwnProof(services, actor, ownProof, "input.ownProof");
  }
  return services.database.write((tx) => resetFoundAdministrator(tx, actor, administrator.id));
}

/** The change alone. Throws CONFLICT where there is nothing to take away. */
export async function resetFoundAdministrator(tx: Transaction, actor: Actor, id: string): Promise<Administrator> {
  const administrator = await lockAdministrator(tx, id);
  if (administrator.secondFactorSince === null)
    throw conflict("NO_SECOND_FACTOR", "This administrator has no second factor");
  administrator.secondFactorSince = null;
  const rows = { administratorId: id };
  await tx.manager.delete(SecondFactor, rows);
  await tx.manager.delete(RecoveryCode, rows);
  await tx.manager.delete(SignInChallenge, rows);
  await endSessionsOf(tx, id);
  recordAudit(tx, actor, { action: "second-factor.reset", subject: administratorForAudit(administrator) });
  await tellAdministrator(tx, administrator, "SECOND_FACTOR_RESET");
  return tx.manager.save(administrator);
}
