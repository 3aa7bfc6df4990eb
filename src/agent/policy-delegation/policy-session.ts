import { externalReversePath } from "../../kernel/index.js";
import { type AgentDecision, isPromise } from "../decision-source.js";
import type { Judge } from "../judge.js";
import type { Connection, Session } from "../wire/connection.js";
import { malformed } from "../wire/protocol-trouble.js";
import { openRequestLoop } from "../wire/request-loop.js";
import { createInstanceMemory, type RememberedDecision } from "./instance-memory.js";
import { DUNNO, formatPolicyReply, formatWarningReply } from "./policy-reply.js";
import { createPolicyReader, type PolicyRequest } from "./policy-request.js";

export interface PolicyDelegationOptions {
  readonly maxRequestBytes: number;
  /** Under WARN, have Postfix add a header that names the finding, once a message. */
  readonly addsWarningHeader: boolean;
}

/** At these the client has named no sender yet, or asks about none; a login may be there all the same. */
const STATES_WITHOUT_SENDER: ReadonlySet<string> = new Set(["CONNECT", "HELO", "EHLO", "VRFY", "ETRN"]);
const END_OF_MESSAGE = "END-OF-MESSAGE";

/**
 * One connection of Postfix's policy delegation protocol. It answers one request after the other, also when several
 * arrive at once, and writes once for all that could be answered in one go.
 */
export function openPolicySession(connection: Connection, judge: Judge, options: PolicyDelegationOptions): Session {
  const memory = createInstanceMemory();

  function decide(request: PolicyRequest): RememberedDecision | Promise<RememberedDecision> {
    const login = request.saslLogin as string;
    const reversePath = request.reversePath as string;
    const known = memory.recall(request.instance, login, reversePath);
    if (known !== null) return known;
    // The `sender` of a policy request is unquoted; everything behind the protocols speaks the quoted form.
    const question = { login, reversePath: externalReversePath(reversePath) };
    const origin = { protocol: "policy" as const, peer: connection.peer, queueId: request.queueId ?? "" };
    const answer = judge(question, origin);
    if (!isPromise(answer)) return memory.remember(request.instance, login, reversePath, answer);
    return answer.then((decision: AgentDecision) => memory.remember(request.instance, login, reversePath, decision));
  }

  function replyTo(request: PolicyRequest, remembered: RememberedDecision): string {
    const { decision } = remembered;
    if (decision.verdict === "ALLOW") return DUNNO;
    if (decision.verdict === "DENY") return formatPolicyReply(decision);
    // PREPEND is not allowed at the end of the message, and one header a message is enough.
    if (!options.addsWarningHeader || remembered.hasWarned || request.protocolState === END_OF_MESSAGE) return DUNNO;
    remembered.hasWarned = true;
    return formatWarningReply(decision, request.saslLogin as string);
  }

  function answer(request: PolicyRequest): string | Promise<string> {
    if (!isToBeJudged(request)) return DUNNO;
    const remembered = decide(request);
    if (!isPromise(remembered)) return replyTo(request, remembered);
    return remembered.then((awaited) => replyTo(request, awaited));
  }

  return openRequestLoop(connection, createPolicyReader(options.maxRequestBytes), answer);
}

/** Throws when the request does not say what a decision needs: a guess could let anybody through. */
function isToBeJudged(request: PolicyRequest): boolean {
  if (request.request !== "smtpd_access_policy") throw malformed("not a smtpd_access_policy request");
  // Without a login there is nobody to judge: other restrictions deal with mail from outside.
  if (request.saslLogin === null || request.saslLogin === "") return false;
  if (request.protocolState !== null && STATES_WITHOUT_SENDER.has(request.protocolState)) return false;
  if (request.reversePath === null) throw malformed("a login, but no sender attribute");
  return true;
}
