import { Authorization, Identity } from "../../authorizations/index.js";
import type { Services } from "../../graphql/index.js";
import { effectivePolicy } from "../../policy/index.js";
import { Account, brandingFor, placeOfAccount, shownBranding } from "../../tenancy/index.js";
import type { ShownBranding } from "../../web/index.js";
import type { AnswerOutcome } from "../answer.js";
import { mayAskAgain } from "../ask-again-rule.js";
import { type GivenAnswer, givenAnswer } from "../given-answer.js";
import { findByToken, newerQuestion, OPEN_STATES } from "../questions.queries.js";
import { type Verification, VerificationState } from "../verification.entity.js";

/** What the page of one question shows. */
export interface ShownQuestion {
  readonly verification: Verification;
  readonly authorization: Authorization;
  readonly identity: Identity;
  readonly account: Account;
  readonly branding: ShownBranding;
  readonly isNumberMatchingRequired: boolean;
  /** The latest question about the same account and address, where it is another one. */
  readonly newer: Verification | null;
  /** The answer that the same link may still turn round. */
  readonly given: GivenAnswer | null;
  /** Whether its owner may have it asked again. */
  readonly isAskedAgain: boolean;
  /** The state as of now: one whose time is over is EXPIRED also before the timers have written it down. */
  readonly state: VerificationState;
}

/** Rows of a question as they are, and what goes with them. */
type QuestionFacts = Omit<ShownQuestion, "given" | "isAskedAgain" | "state">;

/** Reads only: looking at a question changes nothing. Null for a token of no question. */
export async function loadQuestion(services: Services, token: string): Promise<ShownQuestion | null> {
  const { reader } = services.database;
  const verification = await findByToken(reader, token);
  if (verification === null) return null;
  const authorization = await reader.findOneBy(Authorization, { id: verification.authorizationId });
  if (authorization === null) return null;
  const account = await reader.findOneBy(Account, { id: authorization.accountId });
  const identity = await reader.findOneBy(Identity, { id: authorization.identityId });
  if (account === null || identity === null) return null;
  const policy = await effectivePolicy(reader, placeOfAccount(account));
  const newer = await newerQuestion(reader, verification);
  const branding = await brandingFor(reader, account.resellerPath);
  const facts = {
    verification,
    authorization,
    identity,
    account,
    branding: {
      ...shownBranding(services, branding),
      language: account.language ?? branding.language,
    },
    isNumberMatchingRequired: policy.isNumberMatchingRequired,
    newer,
  };
  return shownAt(facts, services.clock.now());
}

/** The same question once it was answered: from the rows that the answer has locked and changed, which say it all. */
export function questionAfter(question: ShownQuestion, outcome: AnswerOutcome, now: Date): ShownQuestion {
  const { verification, authorization, identity } = outcome;
  return shownAt({ ...question, verification, authorization, identity }, now);
}

function shownAt(facts: QuestionFacts, now: Date): ShownQuestion {
  const { verification, authorization, identity, newer } = facts;
  const isOpenElsewhere = newer !== null && OPEN_STATES.includes(newer.state);
  return {
    ...facts,
    given: givenAnswer(verification, authorization, identity, now),
    isAskedAgain: !isOpenElsewhere && mayAskAgain(verification, authorization, identity, now),
    state: stateNow(verification, authorization, now),
  };
}

function stateNow(verification: Verification, authorization: Authorization, now: Date): VerificationState {
  if (!OPEN_STATES.includes(verification.state)) return verification.state;
  if (verification.expiresAt !== null && verification.expiresAt <= now) return VerificationState.EXPIRED;
  const isMoot = ["DENIED", "REVOKED", "EXPIRED"].includes(authorization.state);
  return isMoot ? VerificationState.RETIRED : verification.state;
}
