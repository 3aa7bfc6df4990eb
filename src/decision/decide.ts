import type { CheckRequest, Decision, DecisionSnapshot, PolicyMode, Verdict } from "./decision.types.js";
import {
  type CheckContext,
  checkAddress,
  checkReversePath,
  checkSuspended,
  type Finding,
  malformed,
} from "./finding.js";
import { effectiveSchedule, modeInForce } from "./schedule.js";

const NONE: readonly string[] = [];

/**
 * May this login send as this reverse-path, and as these RFC5322.From addresses? Of several addresses the worst verdict
 * stands, the reverse-path's where they are equal. Pure: the same arguments give the same decision, and the order of
 * the From addresses changes nothing. `now` is in epoch milliseconds.
 */
export function decide(question: CheckRequest, snapshot: DecisionSnapshot, now: number): Decision {
  const { account } = snapshot;
  const { isSuspended, policyLevels: levels } = account ?? snapshot.unknownLogin;
  const loginKey = account === null ? snapshot.signedInKey : account.loginKey;
  const mode = modeInForce(effectiveSchedule(levels), now);
  const finding = isSuspended
    ? checkSuspended(question.reversePath)
    : findWorst(question, { snapshot, levels, loginKey, now });
  const verdict = verdictOn(finding, mode);
  return {
    verdict,
    reason: finding.reason,
    wouldDeny: !finding.isPermitted,
    mode,
    refused: verdict === "DENY" ? { sender: finding.shown, login: loginKey } : null,
    authorizationId: finding.authorizationId,
    accountId: account?.accountId ?? null,
    decidedAddress: finding.asked,
    revision: snapshot.revision,
  };
}

function verdictOn(finding: Finding, mode: PolicyMode): Verdict {
  if (finding.isPermitted) return "ALLOW";
  if (finding.reason === "SUSPENDED" || mode === "ENFORCE") return "DENY";
  return mode === "WARN" ? "WARN" : "ALLOW";
}

/** One mode holds for all addresses of a question, so the worst verdict is that of any unauthorized address. */
function findWorst(question: CheckRequest, context: CheckContext): Finding {
  const { reversePath, fromAddresses = NONE, unreadableFields = NONE } = question;
  let worst = checkReversePath(reversePath, context);
  if (!worst.isPermitted) return worst;
  for (const fromAddress of fromAddresses) {
    if (fromAddress === reversePath && reversePath !== "") continue;
    worst = worseOf(worst, checkAddress(fromAddress, context));
  }
  for (const field of unreadableFields) worst = worseOf(worst, malformed(field));
  return worst;
}

/** Of two refused the first in the order of their characters, so that their order in the header changes nothing. */
function worseOf(one: Finding, other: Finding): Finding {
  if (other.isPermitted) return one;
  return one.isPermitted || other.asked < one.asked ? other : one;
}
