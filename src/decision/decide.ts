import type { CheckRequest, Decision, DecisionSnapshot, PolicyMode, Verdict } from "./decision.types.js";
import {
  type CheckContext,
  checkAddress,
  checkReversePath,
  checkSuspended,
  type Finding,
  malformed,
} from "./finding.js";
import { keyOfUnknownLogin } from "./login.js";
import { effectiveSchedule, modeInForce } from "./schedule.js";
import { effectiveDecisionSetting } from "./settings.js";

const NONE: readonly string[] = [];

/**
 * May this login send as this reverse-path, and as these RFC5322.From and Resent-From addresses? Of several addresses the worst verdict
 * stands, the reverse-path's where they are equal. Pure: the same arguments give the same decision, and the order of
 * the addresses in the header changes nothing. `now` is in epoch milliseconds.
 */
export function decide(question: CheckRequest, snapshot: DecisionSnapshot, now: number): Decision {
  const { account } = snapshot;
  const { isSuspended, policyLevels: levels } = account ?? snapshot.unknownLogin;
  const loginKey = account === null ? keyOfUnknownLogin(snapshot.signedInKey, snapshot) : account.loginKey;
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
    refused:
      verdict === "DENY"
        ? {
            sender: finding.shown,
            login: loginKey,
            advice: effectiveDecisionSetting(levels, "refusalAdvice"),
            isAuthorOfResent: isAuthorOfResent(finding.asked, question),
          }
        : null,
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
  const { reversePath, resentFromAddresses = NONE, unreadableFields = NONE } = question;
  let worst = checkReversePath(reversePath, context);
  if (!worst.isPermitted) return worst;
  const check = (address: string) => {
    if (address !== reversePath || reversePath === "") worst = worseOf(worst, checkAddress(address, context));
  };
  for (const address of judgedAuthors(question, context)) check(address);
  for (const address of resentFromAddresses) check(address);
  for (const field of unreadableFields) worst = worseOf(worst, malformed(field));
  return worst;
}

/** Who a message says it is from, unless it was resent and a policy judges it by who resends it. */
function judgedAuthors(
  { fromAddresses = NONE, resentFromAddresses = NONE }: CheckRequest,
  { levels }: CheckContext,
): readonly string[] {
  const isResent = resentFromAddresses.length > 0;
  return isResent && effectiveDecisionSetting(levels, "resentMail") === "RESENT_FROM" ? NONE : fromAddresses;
}

/** Whether what a verdict fell on is the author of a message that was resent: whoever resends it wants nobody's address. */
export function isAuthorOfResent(asked: string, question: CheckRequest): boolean {
  const { reversePath, fromAddresses = NONE, resentFromAddresses = NONE } = question;
  if (resentFromAddresses.length === 0 || asked === reversePath) return false;
  return fromAddresses.includes(asked) && !resentFromAddresses.includes(asked);
}

/** Of two refused the first in the order of their characters, so that their order in the header changes nothing. */
function worseOf(one: Finding, other: Finding): Finding {
  if (other.isPermitted) return one;
  return one.isPermitted || other.asked < one.asked ? other : one;
}
