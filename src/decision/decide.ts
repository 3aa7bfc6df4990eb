import type { CheckRequest, Decision, DecisionSnapshot, PolicyMode, Verdict } from "./decision.types.js";
import { type CheckContext, checkAddress, checkReversePath, checkSuspended, type Finding } from "./finding.js";
import { effectiveSchedule, modeInForce } from "./schedule.js";
import { smtpReplyFor } from "./smtp-reply.js";

/**
 * May this login send as this reverse-path, and as these RFC5322.From addresses? Of several addresses the worst verdict
 * stands, the reverse-path's where they are equal. Pure: the same arguments give the same decision, and the order of
 * the From addresses changes nothing. `now` is in epoch milliseconds; `publicUrl` begins the link in a refusal.
 */
export function decide(question: CheckRequest, snapshot: DecisionSnapshot, now: number, publicUrl: string): Decision {
  const { account } = snapshot;
  const { isSuspended, policyLevels: levels } = account ?? snapshot.unknownLogin;
  const loginKey = account === null ? snapshot.signedInKey : account.loginKey;
  const mode = modeInForce(effectiveSchedule(levels), now);
  const finding = isSuspended
    ? checkSuspended(question.reversePath)
    : findWorst(question, { snapshot, levels, loginKey, now });
  const verdict = verdictOn(finding, mode);
  const smtpReply =
    verdict === "DENY"
      ? smtpReplyFor({ reason: finding.reason, sender: finding.shown, login: loginKey, publicUrl })
      : null;
  return {
    verdict,
    reason: finding.reason,
    wouldDeny: !finding.isPermitted,
    mode,
    smtpReply,
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
function findWorst({ reversePath, fromAddresses }: CheckRequest, context: CheckContext): Finding {
  const ofReversePath = checkReversePath(reversePath, context);
  if (!ofReversePath.isPermitted || fromAddresses === undefined) return ofReversePath;
  let worst = ofReversePath;
  for (const fromAddress of fromAddresses) {
    if (fromAddress === reversePath && reversePath !== "") continue;
    const finding = checkAddress(fromAddress, context);
    // The first of the refused in the order of their characters, so that their order in the header changes nothing.
    if (!finding.isPermitted && (worst.isPermitted || finding.asked < worst.asked)) worst = finding;
  }
  return worst;
}
