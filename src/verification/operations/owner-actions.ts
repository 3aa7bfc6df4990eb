import {
  type Authorization,
  AuthorizationReason,
  AuthorizationState,
  askAgainAfter,
  canMove,
  isStillDenied,
  lockAuthorization,
  lockIdentity,
  moveTo,
  namesOf,
  reasonBecause,
  returnTo,
  revokeLocked,
  saveAuthorization,
  stateBefore,
} from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, because, conflict, notFound, rowAcrossTenants } from "../../kernel/index.js";
import { noteBefore, TURN_ROUND_MS, takePress, turnRound } from "../../presses/index.js";
import { OwnerLink } from "../owner-link.entity.js";
import { openQuestionsOf } from "../questions.queries.js";
import { DENIED_BY_OWNER } from "../reasons.js";
import type { VerificationKeys } from "../verification-keys.js";
import { auditIdentity, blockIdentity, type DeniedByBlock, unblockIdentity } from "./block-identity.js";
import { forgetReport } from "./forget-report.js";
import { ownerActor } from "./owner-actor.js";
import { reopenQuestions } from "./reopen-questions.js";
import { settleQuestions } from "./settle-questions.js";
import { tellOwner } from "./tell-owner.js";

const OWNERS = "it is compared with the address of whoever has the link";

/** Whoever has opened a link of the hour with its number. */
export interface Owner {
  readonly visitor: Actor;
  readonly identityId: string;
  readonly linkId: string;
  /** Of the page, and of the mail that tells what was done. */
  readonly language: string;
  readonly pageViewedAt: Date | null;
}

export type OwnerActed<Result> = { readonly kind: "HELD" } | { readonly kind: "DONE"; readonly result: Result };

/**
 * The owner takes back what an account may do, or denies what it asked for. Throws NOT_FOUND for an authorization on
 * another address and CONFLICT for one that is neither.
 */
export async function withdrawAsOwner(
  tx: Transaction,
  owner: Owner,
  mailer: VerificationKeys,
  authorizationId: string,
): Promise<OwnerActed<Authorization>> {
  const identity = await lockIdentity(tx, owner.identityId);
  const authorization = rowAcrossTenants(await lockAuthorization(tx, authorizationId), OWNERS);
  if (authorization === null || authorization.identityId !== identity.id) throw notFound("Authorization");
  const isPending = authorization.state === AuthorizationState.PENDING;
  if (!isPending && !canMove(authorization.state, "WITHDRAW")) {
    throw conflict(
      because("NOT_IN_THIS_STATE", { state: authorization.state }),
      `An authorization that is ${authorization.state} has nothing to withdraw`,
    );
  }
  const press = await takePress(tx, { ...pressBy(owner), act: "WITHDRAW", targetId: authorization.id });
  if (press === null) return { kind: "HELD" };
  const actor = ownerActor(owner.visitor, identity);
  await noteBefore(tx, press, await replacedBy(tx, [authorization]));
  if (isPending) {
    const before = { state: authorization.state };
    moveTo(authorization, "DENY", tx.now, { reason: DENIED_BY_OWNER });
    authorization.askAgainAt = askAgainAfter(tx.now);
    const names = await namesOf(tx.manager, authorization);
    await saveAuthorization(tx, actor, { action: "authorization.denied", authorization, names, before });
  } else {
    await revokeLocked(tx, actor, authorization, reasonBecause(AuthorizationReason.WITHDRAWN_BY_OWNER));
  }
  await settleQuestions(tx, mailer, [authorization.id]);
  await keepOpen(tx, owner);
  await tellOwner(tx, mailer, identity, owner.language);
  return { kind: "DONE", result: authorization };
}

/** Nobody may ask about the address any more; what is asked is denied, what is allowed stays. */
export async function blockAsOwner(tx: Transaction, owner: Owner, mailer: VerificationKeys): Promise<OwnerActed<null>> {
  const identity = await lockIdentity(tx, owner.identityId);
  const press = await takePress(tx, { ...pressBy(owner), act: "BLOCK" });
  if (press === null) return { kind: "HELD" };
  const denied = await blockIdentity(tx, ownerActor(owner.visitor, identity), mailer, identity);
  await noteBefore(tx, press, denied);
  await keepOpen(tx, owner);
  await tellOwner(tx, mailer, identity, owner.language);
  return { kind: "DONE", result: null };
}

/** "Let people ask again": after a block, and after a question was reported as spam. */
export async function unblockAsOwner(
  tx: Transaction,
  owner: Owner,
  mailer: VerificationKeys,
): Promise<OwnerActed<null>> {
  const identity = await lockIdentity(tx, owner.identityId);
  const press = await takePress(tx, { ...pressBy(owner), act: "UNBLOCK" });
  if (press === null) return { kind: "HELD" };
  const actor = ownerActor(owner.visitor, identity);
  if (await forgetReport(tx, identity)) auditIdentity(tx, actor, { action: "identity.questions_wanted", identity });
  await unblockIdentity(tx, actor, identity);
  await tellOwner(tx, mailer, identity, owner.language);
  return { kind: "DONE", result: null };
}

/**
 * Turns round what was done on this page within the last hour: what was allowed is allowed again, what was asked waits
 * for its answer again. What has changed since stays as it is. Throws NOT_FOUND for what can no longer be turned round.
 */
export async function takeBackAsOwner(
  tx: Transaction,
  owner: Owner,
  mailer: VerificationKeys,
  pressId: string,
): Promise<OwnerActed<null>> {
  const identity = await lockIdentity(tx, owner.identityId);
  const taken = await takePress(tx, { ...pressBy(owner), act: "TAKE_BACK", targetId: pressId });
  if (taken === null) return { kind: "HELD" };
  const press = await turnRound(tx, identity.id, pressId);
  const actor = ownerActor(owner.visitor, identity);
  if (press.act === "BLOCK") await unblockIdentity(tx, actor, identity);
  const { authorizations = [], questionIds = [] } = (press.before ?? {}) as Partial<DeniedByBlock>;
  for (const before of authorizations) {
    const authorization = rowAcrossTenants(await lockAuthorization(tx, before.authorizationId), OWNERS);
    if (authorization === null || !isStillDenied(authorization, press.createdAt)) continue;
    const { state } = authorization;
    returnTo(authorization, before, tx.now);
    const names = await namesOf(tx.manager, authorization);
    await saveAuthorization(tx, actor, { action: "authorization.restored", authorization, names, before: { state } });
  }
  await reopenQuestions(tx, mailer, identity, questionIds);
  await tellOwner(tx, mailer, identity, owner.language);
  return { kind: "DONE", result: null };
}

/** The link by which something was done turns it round for an hour, whatever was left of its own. */
async function keepOpen(tx: Transaction, { linkId }: Owner): Promise<void> {
  await tx.manager.update(OwnerLink, { id: linkId }, { expiresAt: new Date(tx.now.getTime() + TURN_ROUND_MS) });
}

function pressBy({ identityId, visitor, pageViewedAt }: Owner) {
  // The page that this comes from was opened with the number.
  return { subjectId: identityId, visitor, pageViewedAt, shown: "NUMBER" } as const;
}

async function replacedBy(tx: Transaction, authorizations: readonly Authorization[]): Promise<DeniedByBlock> {
  const questions = await openQuestionsOf(
    tx,
    authorizations.map(({ id }) => id),
  );
  return { authorizations: authorizations.map(stateBefore), questionIds: questions.map(({ id }) => id) };
}
