import type { CheckRequest, Decision, DecisionReason } from "../../../decision/index.js";
import { newTraceToken } from "../../../kernel/index.js";
import type { QuestionOrigin } from "../../judge.js";

/** Messages of one login in a minute that complaints can find; the others are counted all the same. */
export const MAX_TRACED_PER_MINUTE = 100;
const MAX_ID_LENGTH = 1_000;
const MINUTE_MS = 60_000;

/** Mail under an account's own address finds its account by that address, and refused mail reaches nobody. */
const OWN: ReadonlySet<DecisionReason> = new Set(["OWN_ADDRESS", "ALIAS", "SUBADDRESS", "NULL_SENDER"]);

export interface MessageIds {
  readonly queueId?: string;
  readonly messageId?: string;
  /** Fresh, for a message that can be marked with it. */
  readonly traceToken?: string;
}

export interface TraceChoice {
  /** Ids of the message, where a complaint about it can be joined by nothing else; null for all others. */
  idsOf(question: CheckRequest, decision: Decision, origin: QuestionOrigin, at: number): MessageIds | null;
}

export function chooseTraces(): TraceChoice {
  const tracedOfLogin = new Map<string, number>();
  let minute = 0;
  return {
    idsOf(question, decision, origin, at) {
      const { queueId, messageId, markMessage } = origin;
      if (!queueId && !messageId && markMessage === undefined) return null;
      if (decision.verdict === "DENY" || decision.reason === "UNKNOWN_LOGIN" || !isForeign(question, decision))
        return null;
      if (minute !== Math.floor(at / MINUTE_MS)) {
        minute = Math.floor(at / MINUTE_MS);
        tracedOfLogin.clear();
      }
      const traced = tracedOfLogin.get(question.login) ?? 0;
      if (traced >= MAX_TRACED_PER_MINUTE) return null;
      tracedOfLogin.set(question.login, traced + 1);
      return {
        ...(queueId && queueId.length <= MAX_ID_LENGTH ? { queueId } : {}),
        ...(messageId && messageId.length <= MAX_ID_LENGTH ? { messageId } : {}),
        ...(markMessage === undefined ? {} : { traceToken: newTraceToken() }),
      };
    },
  };
}

/** A permitted reverse-path gives its reason to the decision, whoever From names beside it. */
function isForeign(question: CheckRequest, { reason }: Decision): boolean {
  const { login, reversePath, fromAddresses = [], unreadableFields = [] } = question;
  if (!OWN.has(reason) || unreadableFields.length > 0) return true;
  const own = [login.toLowerCase(), reversePath.toLowerCase()];
  return fromAddresses.some((address) => !own.includes(address.toLowerCase()));
}
