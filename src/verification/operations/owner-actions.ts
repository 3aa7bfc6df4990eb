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
} from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, conflict, notFound, SYSTEM_ACTOR } from "../../kernel/index.js";
import { type Budget, mailboxOf, type OutboxMail, queueMail, spend, whoAskedForIt } from "../../outbox/index.js";
import { PLATFORM_BRANDING } from "../../tenancy/index.js";
import { endOfOwnerLink } from "../owner-token.js";
import { DENIED_BY_OWNER } from "../reasons.js";
import type { VerificationKeys } from "../verification-keys.js";
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
  mailer: VerificationKeys,
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

export async function blockAsOwner(
  tx: Transaction,
  visitor: Actor,
  mailer: VerificationKeys,
  id: string,
): Promise<void> {
  const identity = await lockIdentity(tx, id);
  await blockIdentity(tx, ownerActor(visitor, identity), mailer, identity);
}

export async function unblockAsOwner(tx: Transaction, visitor: Actor, id: string): Promise<void> {
  const identity = await lockIdentity(tx, id);
  await unblockIdentity(tx, ownerActor(visitor, identity), identity);
}

/** The owner's own requests: what others ask uses none of it up. */
const MAX_OWNER_LINKS_PER_DAY = 5;
const DAY_MS = 24 * 60 * 60 * 1_000;

function ownerLinkBudget({ addressKey }: Identity): Budget {
  return { name: `owner link ${mailboxOf(addressKey)}`, windowMs: DAY_MS, max: MAX_OWNER_LINKS_PER_DAY };
}

/**
 * Mails a new link to the address. Once it has been handed over, every link that was given out before is over: until
 * then the owner keeps what they have. Returns false, and mails nothing, past the owner's allowance.
 */
export async function renewOwnerLink(
  tx: Transaction,
  visitor: Actor,
  mailer: VerificationKeys,
  id: string,
  language: string,
): Promise<boolean> {
  const identity = await lockIdentity(tx, id);
  const isMailed = await mailOwnerLink(tx, mailer, identity, language, identity.ownerLinkVersion + 1);
  if (isMailed) auditIdentity(tx, ownerActor(visitor, identity), "identity.owner_links_renewed", identity);
  return isMailed;
}

/** For the outbox: from now on only the link in this mail, and later ones, open the owner's page. */
export async function onOwnerLinkSent(tx: Transaction, { subjectId, parameters }: OutboxMail): Promise<void> {
  const { version } = parameters;
  if (subjectId === null || typeof version !== "number") return;
  const identity = await lockIdentity(tx, subjectId);
  if (identity.ownerLinkVersion >= version) return;
  await tx.manager.update(Identity, { id: identity.id }, { ownerLinkVersion: version });
  auditIdentity(tx, SYSTEM_ACTOR, "identity.owner_links_ended", identity);
}

/** A link of the given version, which may be the one to come. Returns false past the owner's allowance. */
export async function mailOwnerLink(
  tx: Transaction,
  mailer: VerificationKeys,
  identity: Identity,
  language: string,
  version = identity.ownerLinkVersion,
): Promise<boolean> {
  if (!(await spend(tx, ownerLinkBudget(identity)))) return false;
  return queueMail(tx, mailer.sealer, {
    uniqueKey: `owner-link:${identity.id}:${tx.now.getTime()}`,
    template: "owner-link",
    language,
    to: whoAskedForIt(identity.address),
    parameters: {
      address: identity.address,
      brandName: PLATFORM_BRANDING.brandName,
      supportContact: PLATFORM_BRANDING.supportContact,
      version,
    },
    secrets: {
      ownerToken: mailer.ownerLinks.sign({
        identityId: identity.id,
        version,
        expiresAt: endOfOwnerLink(tx.now),
      }),
    },
    subjectId: identity.id,
  });
}
