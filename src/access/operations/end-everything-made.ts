import { type EntityManager, In, type ObjectLiteral } from "typeorm";
import type { Transaction } from "../../database/index.js";
import { type Actor, because, conflict, requireScope, scopeCovers } from "../../kernel/index.js";
import { optionalReason } from "../../tenancy/index.js";
import { Administrator } from "../administrator.entity.js";
import { ApiKey } from "../api-key.entity.js";
import { canDisable } from "../disabling.js";
import { noteEndedMakers } from "../ended-makers.js";
import type { MadeNode } from "../maker.js";
import { TrustedIssuer } from "../trusted-issuer.entity.js";
import { disableFoundAdministrator } from "./disable-administrator.js";
import { disableFoundIssuer } from "./disable-trusted-issuer.js";
import { revokeFoundKey } from "./revoke-api-key.js";

/** Credentials that one act may end: far more than any panel makes, and a second or two of one transaction. */
const MAX_CREDENTIALS = 10_000;
const IDS_PER_STATEMENT = 500;

/**
 * Ends every administrator, key and issuer that the maker made, and what those made in turn, as far as the actor's
 * scope reaches; what else they made ends in commit steps. The actor itself stays. What is ended already is passed through: what it made goes all the same.
 * Returns how many were ended.
 */
export async function endEverythingMade(
  tx: Transaction,
  actor: Actor,
  makerId: string,
  reason?: string | null,
): Promise<number> {
  let ended = 0;
  const seen = new Set([makerId]);
  let makers = [makerId];
  while (makers.length > 0) {
    const made = await madeBy(tx.manager, makers);
    const fresh = made.filter(({ id }) => !seen.has(id) && id !== actor.id);
    for (const credential of fresh) {
      seen.add(credential.id);
      if (await endOne(tx, actor, credential, reason)) ended += 1;
    }
    if (seen.size > MAX_CREDENTIALS)
      throw conflict(
        because("TOO_MANY_ALREADY", { limit: MAX_CREDENTIALS }),
        `This made more than ${MAX_CREDENTIALS} credentials; end some first`,
      );
    makers = fresh.map(({ id }) => id);
  }
  noteEndedMakers(tx, actor, seen, optionalReason(reason));
  return ended;
}

type Credential = Administrator | ApiKey | TrustedIssuer;

async function madeBy(manager: EntityManager, makerIds: readonly string[]): Promise<Credential[]> {
  const found: Credential[] = [];
  for (let start = 0; start < makerIds.length; start += IDS_PER_STATEMENT) {
    const ids = makerIds.slice(start, start + IDS_PER_STATEMENT);
    found.push(...(await rowsMadeBy(manager, Administrator, ids)));
    found.push(...(await rowsMadeBy(manager, ApiKey, ids)));
    found.push(...(await rowsMadeBy(manager, TrustedIssuer, ids)));
  }
  return found;
}

function rowsMadeBy<Row extends MadeNode & ObjectLiteral>(
  manager: EntityManager,
  Entity: new () => Row,
  ids: readonly string[],
): Promise<Row[]> {
  return manager
    .createQueryBuilder(Entity, "made")
    .where({ madeById: In([...ids]) })
    .orderBy("made.id", "ASC")
    .getMany();
}

/** Whether there was anything to end. */
async function endOne(tx: Transaction, actor: Actor, made: Credential, reason?: string | null): Promise<boolean> {
  const scope = requireScope(actor);
  if (!scopeCovers(scope, made)) return false;
  if (made instanceof ApiKey ? made.revokedAt !== null : !canDisable(made, scope)) return false;
  if (made instanceof ApiKey) await revokeFoundKey(tx, actor, made, reason);
  else if (made instanceof Administrator) await disableFoundAdministrator(tx, actor, made, reason);
  else await disableFoundIssuer(tx, actor, made, reason);
  return true;
}
