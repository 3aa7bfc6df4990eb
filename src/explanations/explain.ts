import type { EntityManager } from "typeorm";
import type { Database } from "../database/index.js";
import {
  type CheckRequest,
  DECISION_RULES,
  type Decision,
  isAuthorOfResent,
  loginKeyOf,
  parseSenderAddress,
  type DecisionReason as Reason,
  ruleOf,
  smtpReply,
} from "../decision/index.js";
import { decideBatch } from "../decision-data/index.js";
import { DecisionReason, Verdict } from "../gateways/index.js";
import { newInstance, notFound, type Scope, scopeCovers } from "../kernel/index.js";
import { PolicyMode } from "../policy/index.js";
import { Account } from "../tenancy/index.js";
import type { Language, TextKey } from "../texts/index.js";
import { Explanation } from "./explanation.types.js";
import { missingRight } from "./missing.js";
import { explainPolicies } from "./policy-chain.js";
import { explainRight } from "./right.js";

/** For whom it is explained, and how. */
export interface Explaining {
  readonly viewer: Scope;
  readonly language: Language;
  readonly now: Date;
  /** With which links in SMTP replies begin. */
  readonly publicUrl: string;
}

const MEANINGS = {
  SUSPENDED: "decisionReason.suspended",
  NULL_SENDER: "decisionReason.nullSender",
  MALFORMED: "decisionReason.malformed",
  OWN_ADDRESS: "decisionReason.ownAddress",
  ALIAS: "decisionReason.alias",
  SUBADDRESS: "decisionReason.subaddress",
  AUTHORIZED: "decisionReason.authorized",
  DOMAIN_AUTHORIZED: "decisionReason.domainAuthorized",
  PENDING: "decisionReason.pending",
  DENIED_BY_OWNER: "decisionReason.deniedByOwner",
  REVOKED: "decisionReason.revoked",
  EXPIRED: "decisionReason.expired",
  PAUSED: "decisionReason.paused",
  UNKNOWN_LOGIN: "decisionReason.unknownLogin",
  NOT_AUTHORIZED: "decisionReason.notAuthorized",
} as const satisfies Readonly<Record<Reason, TextKey>>;

/**
 * Decides as a mail server would be answered, and says why, all from one moment of the data and in a bounded number of
 * statements. Throws NOT_FOUND where neither the login nor its domain lies in the viewer's scope.
 */
export async function explain(
  database: Database,
  question: CheckRequest,
  explaining: Explaining,
): Promise<Explanation> {
  return database.snapshot((manager) => explainFrom(manager, question, explaining));
}

async function explainFrom(
  manager: EntityManager,
  question: CheckRequest,
  { viewer, language, now, publicUrl }: Explaining,
): Promise<Explanation> {
  const [located] = await decideBatch(manager, [question], now);
  const place = located?.loginPlace ?? {};
  if (located === undefined || !scopeCovers(viewer, place)) throw notFound("Account");
  const { decision } = located;
  const { accountId } = decision;
  const account = accountId === null ? null : await manager.findOneBy(Account, { id: accountId });
  const policies = await explainPolicies(manager, { viewer, place, account, now: now.getTime() });
  const right = await explainRight(manager, decision, viewer);
  return newInstance(Explanation, {
    ...inWords(decision, language),
    smtpReply: smtpReply(decision, publicUrl),
    canonicalLogin: loginKeyOf(question.login),
    canonicalSender: canonicalSenderOf(question.reversePath),
    account,
    policies,
    ...right,
    missing: missingRight(
      { ...decision, isAuthorOfResent: isAuthorOfResent(decision.decidedAddress, question) },
      right.authorization,
      language,
    ),
  });
}

function inWords(decision: Decision, language: Language) {
  const { decidedAddress, wouldDeny, revision } = decision;
  const rule = ruleOf(decision);
  return {
    verdict: Verdict[decision.verdict],
    reason: DecisionReason[decision.reason],
    because: language.say(MEANINGS[decision.reason]),
    rule,
    ruleNumber: DECISION_RULES.indexOf(rule) + 1,
    decidedAddress,
    wouldDeny,
    mode: PolicyMode[decision.mode],
    revision,
  };
}

function canonicalSenderOf(reversePath: string): string | null {
  if (reversePath === "") return "";
  const parsed = parseSenderAddress(reversePath);
  return parsed.ok ? parsed.address.key : null;
}
