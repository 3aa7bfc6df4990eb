import type { Authorization } from "../authorizations/index.js";
import type { Decision, DecisionReason } from "../decision/index.js";
import { newInstance } from "../kernel/index.js";
import type { Language, TextKey } from "../texts/index.js";
import { Mender, MissingRight } from "./explanation.types.js";

type MissingText = Extract<TextKey, `decisionMissing.${string}`>;
type Missing = readonly [text: MissingText, ...menders: Mender[]];

const { ACCOUNT, ADDRESS_OWNER, ADMINISTRATOR } = Mender;

const NULL_SENDER: Missing = ["decisionMissing.nullSender", ADMINISTRATOR];
const PAUSED_BY_ADMINISTRATOR: Missing = ["decisionMissing.pausedByAdministrator", ADMINISTRATOR];
const DOMAIN_EXPIRED: Missing = ["decisionMissing.domainExpired", ACCOUNT, ADMINISTRATOR];
const AUTHOR_OF_RESENT: Missing = ["decisionMissing.authorOfResent", ACCOUNT, ADMINISTRATOR];
const NOT_AUTHORIZED: Missing = ["decisionMissing.notAuthorized", ACCOUNT, ADDRESS_OWNER, ADMINISTRATOR];

const MISSING: Readonly<Partial<Record<DecisionReason, Missing>>> = {
  SUSPENDED: ["decisionMissing.suspended", ADMINISTRATOR],
  MALFORMED: ["decisionMissing.malformed", ACCOUNT],
  UNKNOWN_LOGIN: ["decisionMissing.unknownLogin", ADMINISTRATOR],
  PENDING: ["decisionMissing.pending", ADDRESS_OWNER, ADMINISTRATOR],
  DENIED_BY_OWNER: ["decisionMissing.deniedByOwner", ADDRESS_OWNER],
  REVOKED: ["decisionMissing.revoked", ACCOUNT, ADDRESS_OWNER],
  EXPIRED: ["decisionMissing.expired", ACCOUNT, ADDRESS_OWNER],
  PAUSED: ["decisionMissing.paused", ADDRESS_OWNER, ADMINISTRATOR],
};

type Lacking = Pick<Decision, "wouldDeny" | "reason" | "decidedAddress"> & { readonly isAuthorOfResent: boolean };

/** What would have to happen for the sender to be authorized, and by whom; null where it is. */
export function missingRight(
  decision: Lacking,
  authorization: Pick<Authorization, "pausedBy"> | null,
  language: Language,
): MissingRight | null {
  if (!decision.wouldDeny) return null;
  const [text, ...menders] = missingOf(decision, authorization);
  return newInstance(MissingRight, { message: language.say(text), menders });
}

function missingOf(
  { reason, decidedAddress, isAuthorOfResent }: Lacking,
  authorization: Pick<Authorization, "pausedBy"> | null,
): Missing {
  if (isAuthorOfResent) return AUTHOR_OF_RESENT;
  if (reason === "PAUSED" && (authorization?.pausedBy ?? null) !== null) return PAUSED_BY_ADMINISTRATOR;
  if (reason === "EXPIRED" && authorization === null) return DOMAIN_EXPIRED;
  if (reason === "NOT_AUTHORIZED" && decidedAddress === "") return NULL_SENDER;
  return MISSING[reason] ?? NOT_AUTHORIZED;
}
