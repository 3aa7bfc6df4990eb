import type { Transaction } from "../../database/index.js";
import {
  type Authorization,
  AuthorizationState,
  askAgainAfter,
  canMove,
  Identity,
  lockAuthorization,
  lockIdentity,
  moveTo,
  namesOf,
  revokeLocked,
  saveAuthorization,
} from "../../identities/index.js";
import { type Actor, conflict, notFound } from "../../kernel/index.js";
import { queueMail } from "../../outbox/index.js";
import { effectivePolicy } from "../../policy/index.js";
import { PLATFORM_BRANDING } from "../../tenancy/index.js";
import { addressBudget, spend } from "../budgets.js";
import { endOfOwnerLink } from "../owner-token.js";
import type { QuestionMailer } from "../question-mailer.js";
import { DENIED_BY_OWNER } from "../reasons.js";
import { auditIdentity, blockIdentity, unblockIdentity } from "./block-identity.js";
import { settleQuestions } from "./settle-questions.js";

/** The holder of an owner link, as the audit trail names them. */
export function ownerActor(visitor: Actor, identity: Identity): Actor {
  return { ...visitor, kind: "LINK", id: identity.id, label: identity.addressKey, role: null, scope: null };
}

/**
 * The owner takes back what an account may do, or denies what it asked for. Throws NOT_FOUND for an authorization on
 * another address and CONFLICT for one that is neither.
 */
export async function withdrawAsOwner(
  tx: Transaction,
  visitor: Actor,
  mailer: QuestionMailer,
  identityId: string,
  authorizationId: string,
): Promise<Authorization> {
  const identity = await lockIdentity(tx, identityId);
  const authorization = await lockAuthorization(tx, authorizationId);
  if (authorization === null || authorization.identityId !== identity.id) throw notFound("Authorization");
  const actor = ownerActor(visitor, identity);
  if (authorization.state === AuthorizationState.PENDING) {
    const before = { state: authorization.state };
    moveTo(authorization, "DENY", tx.now, DENIED_BY_OWNER);
    authorization.askAgainAt = askAgainAfter(tx.now);
    const names = await namesOf(tx.manager, authorization);
    await saveAuthorization(tx, actor, "authorization.denied", authorization, names, { before });
  } else if (canMove(authorization.state, "REVOKE")) {
    await revokeLocked(tx, actor, authorization, "withdrawn by its owner");
  } else throw conflict(`An authorization that is ${authorization.state} has nothing to withdraw`);
  await settleQuestions(tx, mailer, [authorization.id]);
  return authorization;
}

export async function blockAsOwner(tx: Transaction, visitor: Actor, mailer: QuestionMailer, id: string): Promise<void> {
  const identity = await lockIdentity(tx, id);
  await blockIdentity(tx, ownerActor(visitor, identity), mailer, identity);
}

export async function unblockAsOwner(tx: Transaction, visitor: Actor, id: string): Promise<void> {
  const identity = await lockIdentity(tx, id);
  await unblockIdentity(tx, ownerActor(visitor, identity), identity);
}

/** Ends every link to the owner page that was given out so far, and mails a new one to the address. */
export async function renewOwnerLink(
  tx: Transaction,
  visitor: Actor,
  mailer: QuestionMailer,
  id: string,
  language: string,
): Promise<void> {
  const identity = await lockIdentity(tx, id);
  identity.ownerLinkVersion += 1;
  await tx.manager.update(Identity, { id }, { ownerLinkVersion: identity.ownerLinkVersion });
  auditIdentity(tx, ownerActor(visitor, identity), "identity.owner_links_ended", identity);
  await mailOwnerLink(tx, mailer, identity, language);
}

/** Shares the budget of questions to the address; past it no mail goes out, and nothing tells. */
export async function mailOwnerLink(
  tx: Transaction,
  mailer: QuestionMailer,
  identity: Identity,
  language: string,
): Promise<void> {
  const { requestsPerAddressAndDay } = await effectivePolicy(tx.manager, {});
  if (!(await spend(tx, addressBudget(identity.addressKey, requestsPerAddressAndDay)))) return;
  await queueMail(tx, mailer.sealer, {
    uniqueKey: `owner-link:${identity.id}:${tx.now.getTime()}`,
    template: "owner-link",
    language,
    to: identity.address,
    parameters: {
      address: identity.address,
      brandName: PLATFORM_BRANDING.brandName,
      supportContact: PLATFORM_BRANDING.supportContact,
    },
    secrets: {
      ownerToken: mailer.ownerLinks.sign({
        identityId: identity.id,
        version: identity.ownerLinkVersion,
        expiresAt: endOfOwnerLink(tx.now),
      }),
    },
  });
}
