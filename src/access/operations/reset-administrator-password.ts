import { recordAudit } from "../../audit/index.js";
import { hashPassword, type Services } from "../../graphql/index.js";
import { type Actor, forbidden, rankOf, requireScope } from "../../kernel/index.js";
import type { Administrator } from "../administrator.entity.js";
import { administratorForAudit, requireAdministrator } from "../administrator.queries.js";
import { rankOfAdministrator, requireAuthorityOver } from "../credential-authority.js";
import { tellAdministrator } from "../credential-notice.js";
import { requireOwnPassword } from "../own-password.js";
import { endSessionsOf } from "../session.js";

export interface ResetAdministratorPassword {
  readonly id: string;
  readonly password: string;
  /** The actor's own password: wanted for a peer, since a stolen session must not take over whoever could stop it. */
  readonly ownPassword?: string | null;
}

/**
 * For somebody else's lost password, or a stolen one: all of that administrator's sessions end, and they are told by
 * mail. Nobody resets their own: that is `changePassword`, which asks for the current one.
 */
export async function resetAdministratorPassword(
  services: Services,
  actor: Actor,
  input: ResetAdministratorPassword,
): Promise<Administrator> {
  const { database } = services;
  await requireAuthorityToReset(services, actor, input);
  const passwordHash = await hashPassword(input.password, "input.password");
  return database.write(async (tx) => {
    const administrator = await requireAdministrator(tx.manager, requireScope(actor), input.id);
    administrator.passwordHash = passwordHash;
    await endSessionsOf(tx, administrator.id);
    recordAudit(tx, actor, { action: "administrator.password-reset", subject: administratorForAudit(administrator) });
    await tellAdministrator(tx, administrator, "PASSWORD_RESET");
    return tx.manager.save(administrator);
  });
}

async function requireAuthorityToReset(
  services: Services,
  actor: Actor,
  { id, ownPassword }: ResetAdministratorPassword,
): Promise<void> {
  const scope = requireScope(actor);
  const administrator = await requireAdministrator(services.database.reader, scope, id);
  requireMayReset(actor, administrator);
  if (actor.kind !== "SYSTEM" && rankOfAdministrator(administrator) === rankOf(scope)) {
    await requireOwnPassword(services, actor, ownPassword, "input.ownPassword");
  }
}

/** Throws FORBIDDEN for oneself, and for a key where the administrator is no lower than it. */
export function requireMayReset(actor: Actor, administrator: Administrator): void {
  if (administrator.id === actor.id) throw forbidden("NOT_ONESELF", "Change your own password with changePassword");
  if (actor.kind === "API_KEY") requireAuthorityOver(actor, rankOfAdministrator(administrator));
}
