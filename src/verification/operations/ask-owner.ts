import { recordAudit } from "../../audit/index.js";
import {
  AuthorizationReason,
  give,
  moveTo,
  type RequestedAuthorization,
  reasonBecause,
  saveAuthorization,
} from "../../authorizations/index.js";
import { insertRow, type Transaction } from "../../database/index.js";
import { type Actor, newIdentifier, newInstance, SYSTEM_ACTOR } from "../../kernel/index.js";
import { accountBudget, spendOwn } from "../../outbox/index.js";
import { effectivePolicy, mailboxAt, type PolicySettings } from "../../policy/index.js";
import { findHostedDomain, placeOfAccount } from "../../tenancy/index.js";
import { NOTHING_LOOKED_UP, type NoRoutes, nobodyReachable } from "../mail-route.js";
import { openQuestionsOf } from "../questions.queries.js";
import { drawMatchNumber, hashOfQuestionToken, newQuestionToken } from "../tokens.js";
import { DeliveryState, Verification, VerificationState } from "../verification.entity.js";
import type { VerificationKeys } from "../verification-keys.js";
import { type QuestionToAsk, WaitingQuestion } from "../waiting-question.entity.js";
import { isWaiting } from "../waiting-questions.queries.js";
import { queueForApproval, routeOf } from "./queue-for-approval.js";
import { reopenWithdrawn } from "./reopen-withdrawn.js";
import { retireOpen } from "./settle-questions.js";
import { takeTurn } from "./take-turn.js";

/** What was found before the transaction, and whose input it is. */
export interface Asking {
  readonly noRoutes: NoRoutes;
  /** Of the address. */
  readonly field: string;
}

const ASKED_BY_US: Asking = { noRoutes: NOTHING_LOOKED_UP, field: "address" };

export interface OwnerToAsk {
  readonly requested: RequestedAuthorization;
  readonly asking?: Asking | undefined;
}

/**
 * Asks the owner of the address about an authorization: one mail with one link; older links about it end. Throws
 * RATE_LIMITED when the account has asked too much, BAD_USER_INPUT where no mail leads to the domain. Where a limit of the target is used up the question waits for its
 * turn, and keeps its place when it is asked again. What others wish (that the owner blocked us, that mail bounced)
 * never shows: such a question takes its turn like every other, and no mail goes out.
 */
export async function askOwner(
  tx: Transaction,
  actor: Actor,
  mailer: VerificationKeys,
  { requested, asking: { noRoutes, field } = ASKED_BY_US }: OwnerToAsk,
): Promise<void> {
  const { authorization, account, identity } = requested;
  const policy = await effectivePolicy(tx.manager, placeOfAccount(account));
  const route = await routeOf(tx, requested);
  const open = await openQuestionsOf(tx, [authorization.id]);
  const isKept = await isWaiting(
    tx,
    open.map(({ id }) => id),
  );
  if (isKept && route.kind !== "APPROVED_BY_RULE" && route.kind !== "REFUSED_BY_RULE") return;
  await retireOpen(tx, mailer, open);
  const names = { account: account.address, address: identity.addressKey };
  if (route.kind === "APPROVED_BY_RULE") {
    const reason = reasonBecause(AuthorizationReason.SAME_DOMAIN_RULE, { domain: identity.domain });
    give(authorization, identity, tx.now, { event: "APPROVE", reason });
    await saveAuthorization(tx, SYSTEM_ACTOR, { action: "authorization.approved", authorization, names });
    return;
  }
  if (route.kind === "REFUSED_BY_RULE") {
    moveTo(authorization, "REFUSE", tx.now, {
      reason: reasonBecause(AuthorizationReason.NOBODY_ALLOWED, { domain: identity.domain }),
    });
    await saveAuthorization(tx, SYSTEM_ACTOR, { action: "authorization.refused", authorization, names });
    return;
  }
  // Administrators of a hosted domain decide without a mail; whoever else would be asked can only be asked by one.
  if (route.kind !== "APPROVAL") {
    const refused = noRoutes.get(identity.addressKey);
    if (refused !== undefined) throw nobodyReachable(refused, identity.domain, field);
    const noRoute = noRoutes.get(identity.domain);
    if (noRoute !== undefined && (await findHostedDomain(tx.manager, identity.domain)) === null)
      throw nobodyReachable(noRoute, identity.domain, field);
  }
  const taken = open.length === 0 ? await reopenWithdrawn(tx, mailer, requested) : null;
  if (taken !== null) {
    if (!taken.hasItsTurn)
      await askInTurn(tx, mailer, { requested, verification: taken.question, isSilent: route.kind === "SILENT" });
    return recordAsking(tx, actor, mailer, { requested, route });
  }
  const budget = accountBudget(account.id, policy.requestsPerAccountAndDay);
  await spendOwn(tx, budget, "questions a day for one account");
  const verification = newQuestion(tx.now, authorization.id, policy);
  await insertRow(tx, Verification, verification);
  await askInTurn(tx, mailer, { requested, verification, isSilent: route.kind === "SILENT" });
  await recordAsking(tx, actor, mailer, { requested, route });
}

interface AskingRecord {
  readonly requested: RequestedAuthorization;
  readonly route: Awaited<ReturnType<typeof routeOf>>;
}

/** What both a new question and one that is taken up again bring about. */
async function recordAsking(
  tx: Transaction,
  actor: Actor,
  mailer: VerificationKeys,
  { requested, route }: AskingRecord,
): Promise<void> {
  const { authorization, account, identity } = requested;
  if (route.kind === "APPROVAL") await queueForApproval(tx, mailer, requested, route.domain);
  const { id, resellerPath, domainId, accountId } = authorization;
  const label = `${account.address} as ${identity.addressKey}`;
  // Whether a mail went out is not in it: tenants read the trail.
  recordAudit(tx, actor, {
    action: "verification.asked",
    subject: {
      kind: "Authorization",
      id,
      label,
      resellerPath,
      domainId,
      accountId,
    },
  });
}

interface QuestionInTurn {
  readonly requested: RequestedAuthorization;
  readonly verification: Verification;
  readonly isSilent: boolean;
}

/** At once where every budget has room, else when the turn of the question comes. */
async function askInTurn(
  tx: Transaction,
  mailer: VerificationKeys,
  { requested: { account, identity }, verification: { id }, isSilent }: QuestionInTurn,
): Promise<void> {
  const question: QuestionToAsk = {
    verificationId: id,
    identityId: identity.id,
    mailbox: await mailboxAt(tx.manager, identity.addressKey),
    targetDomain: identity.domain,
    resellerPath: account.resellerPath,
    domainId: account.domainId,
    accountId: account.id,
    isSilent,
    dueAt: tx.now,
  };
  const turn = await takeTurn(tx, mailer, question);
  if (turn.kind !== "TAKEN") await tx.manager.insert(WaitingQuestion, { ...question, dueAt: turn.retryAt });
}

export function newQuestion(
  now: Date,
  authorizationId: string,
  policy: Pick<Required<PolicySettings>, "verificationHours">,
): Verification {
  return newInstance(Verification, {
    id: newIdentifier(),
    authorizationId,
    tokenHash: hashOfQuestionToken(newQuestionToken()),
    state: VerificationState.OPEN,
    matchNumber: drawMatchNumber(),
    wrongNumbers: 0,
    deliveryState: DeliveryState.QUEUED,
    deliveryProblem: null,
    deliveryProblemAt: null,
    returnPathTag: null,
    createdAt: now,
    releasedAt: null,
    sentAt: null,
    answerHours: policy.verificationHours,
    expiresAt: null,
    answeredAt: null,
    withdrawnAt: null,
    evidence: null,
  });
}
