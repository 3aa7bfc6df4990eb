import type { AuditAction } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import type { Actor, Locked } from "../../kernel/index.js";
import { Account } from "../../tenancy/index.js";
import type { ReasonText } from "../authorization-reason.js";
import { type DomainAuthorization, DomainAuthorizationState } from "../domain-authorization.entity.js";
import { DOMAIN_AUTHORIZATION_STATES, type DomainAuthorizationEvent } from "../domain-authorization-states.js";
import { recordDomainAuthorization } from "../record-authorization.js";
import { pauseResting, restingOnClaim, resumeResting, takePaused } from "./pause-resting.js";

/** Its proof is there, or there again: it holds, with all that waited for it. */
export async function proveDomainAuthorization(
  tx: Transaction,
  actor: Actor,
  row: Locked<DomainAuthorization>,
  reason: ReasonText,
): Promise<void> {
  const isBack = row.state === DomainAuthorizationState.PAUSED;
  const action = isBack ? "domain_authorization.resumed" : "domain_authorization.verified";
  if (!isBack) row.authorizedAt = tx.now;
  await changeBy(tx, actor, row, { event: "PROVE", action, reason });
  const waiting = await takePaused(tx, row.id);
  await resumeResting(
    tx,
    actor,
    waiting.map(({ rightId }) => rightId),
    reason,
  );
}

/** Sets it aside, with all that rests on it, until its proof comes back. */
export async function pauseDomainAuthorization(
  tx: Transaction,
  actor: Actor,
  row: Locked<DomainAuthorization>,
  reason: ReasonText,
): Promise<void> {
  await changeBy(tx, actor, row, { event: "PAUSE", action: "domain_authorization.paused", reason });
  await pauseResting(tx, actor, { causeId: row.id, ids: await restingOnClaim(tx, row), reason });
}

/** Nobody has published the record in time. */
export async function lapseDomainAuthorization(
  tx: Transaction,
  actor: Actor,
  row: Locked<DomainAuthorization>,
  reason: ReasonText,
): Promise<void> {
  await changeBy(tx, actor, row, { event: "LAPSE", action: "domain_authorization.lapsed", reason });
}

interface ProofChange {
  readonly event: DomainAuthorizationEvent;
  readonly action: AuditAction;
  readonly reason: ReasonText;
}

async function changeBy(
  tx: Transaction,
  actor: Actor,
  row: Locked<DomainAuthorization>,
  { event, action, reason }: ProofChange,
): Promise<void> {
  const before = { state: row.state };
  const state = DOMAIN_AUTHORIZATION_STATES.move(row, event);
  row.reason = reason;
  await tx.manager.save(row);
  const account = await tx.manager.findOneByOrFail(Account, { id: row.accountId });
  recordDomainAuthorization(tx, actor, { action, row, account: account.address, before, after: { state } });
}
