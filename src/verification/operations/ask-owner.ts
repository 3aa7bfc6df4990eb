import { randomInt } from "node:crypto";
import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { moveTo, type RequestedAuthorization, saveAuthorization } from "../../identities/index.js";
import { type Actor, newIdentifier, SYSTEM_ACTOR } from "../../kernel/index.js";
import { effectivePolicy, type PolicySettings } from "../../policy/index.js";
import { placeOfAccount } from "../../tenancy/index.js";
import { accountBudget, addressBudget, spend, spendOwn, targetDomainBudget } from "../budgets.js";
import type { QuestionMailer } from "../question-mailer.js";
import { drawMatchNumber, hashOfToken, newToken } from "../tokens.js";
import { DeliveryState, Verification, VerificationState } from "../verification.entity.js";
import { queueForApproval, routeOf } from "./queue-for-approval.js";
import { findMailWithRoom, queueQuestions } from "./queue-questions.js";
import { retireQuestions } from "./settle-questions.js";

const HOUR_MS = 60 * 60 * 1_000;

/**
 * Asks the owner of the address about an authorization: one mail with one link; older links about it end. Throws
 * RATE_LIMITED when the account has asked too much. Limits and wishes of others (how often the address and its domain
 * were asked by all tenants, that the owner blocked us, that mail bounced) never show: the request looks like every
 * other, and no mail goes out.
 */
export async function askOwner(
  tx: Transaction,
  actor: Actor,
  mailer: QuestionMailer,
  requested: RequestedAuthorization,
): Promise<void> {
  const { authorization, account, identity } = requested;
  const policy = await effectivePolicy(tx.manager, placeOfAccount(account));
  await retireQuestions(tx, mailer, [authorization.id]);
  const route = await routeOf(tx, account, identity);
  const names = { account: account.address, address: identity.addressKey };
  if (route.kind === "APPROVED_BY_RULE") {
    moveTo(authorization, "APPROVE", tx.now, `approved by the rule of ${identity.domain}: same domain`);
    await saveAuthorization(tx, SYSTEM_ACTOR, "authorization.approved", authorization, names);
    return;
  }
  if (route.kind === "REFUSED_BY_RULE") {
    moveTo(authorization, "REFUSE", tx.now, `the administrators of ${identity.domain} allow nobody`);
    await saveAuthorization(tx, SYSTEM_ACTOR, "authorization.refused", authorization, names);
    return;
  }
  await spendOwn(tx, accountBudget(account.id, policy.requestsPerAccountAndDay));
  const isMailed = route.kind !== "SILENT" && (await mayMail(tx, requested));
  const verification = newQuestion(tx.now, authorization.id, policy, isMailed);
  await tx.manager.insert(Verification, verification as never);
  if (isMailed) await queueQuestions(tx, mailer, identity, [verification]);
  if (route.kind === "APPROVAL") await queueForApproval(tx, mailer, requested, route.domain);
  const { id, resellerPath, domainId, accountId } = authorization;
  const label = `${account.address} as ${identity.addressKey}`;
  // Whether a mail went out is not in it: tenants read the trail.
  recordAudit(tx, actor, "verification.asked", {
    kind: "Authorization",
    id,
    label,
    resellerPath,
    domainId,
    accountId,
  });
}

async function mayMail(tx: Transaction, { identity }: RequestedAuthorization): Promise<boolean> {
  if (identity.blockedAt !== null || identity.undeliverableAt !== null) return false;
  // A question that joins a mail which waits anyway costs the owner nothing.
  if ((await findMailWithRoom(tx, identity.id)) !== undefined) return true;
  const limits = await effectivePolicy(tx.manager, {});
  return (
    (await spend(tx, addressBudget(identity.addressKey, limits.requestsPerAddressAndDay))) &&
    (await spend(tx, targetDomainBudget(identity.domain, limits.requestsPerTargetDomainAndHour)))
  );
}

function newQuestion(
  now: Date,
  authorizationId: string,
  policy: Required<PolicySettings>,
  isMailed: boolean,
): Verification {
  return Object.assign(new Verification(), {
    id: newIdentifier(),
    authorizationId,
    tokenHash: hashOfToken(newToken())!,
    state: VerificationState.OPEN,
    matchNumber: drawMatchNumber(),
    wrongNumbers: 0,
    // One that is not mailed looks sent after about the time that a worker takes.
    deliveryState: isMailed ? DeliveryState.QUEUED : DeliveryState.SENT,
    returnPathTag: null,
    createdAt: now,
    sentAt: isMailed ? null : new Date(now.getTime() + randomInt(200, 1_500)),
    expiresAt: new Date(now.getTime() + policy.verificationHours * HOUR_MS),
    answeredAt: null,
    evidence: null,
  });
}
