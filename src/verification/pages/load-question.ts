import { Authorization, Identity } from "../../authorizations/index.js";
import type { Services } from "../../graphql/index.js";
import { effectivePolicy } from "../../policy/index.js";
import { Account, brandingFor, placeOfAccount, shownBranding } from "../../tenancy/index.js";
import type { ShownBranding } from "../../web/index.js";
import { mayAskAgain } from "../ask-again-rule.js";
import { type GivenAnswer, givenAnswer } from "../given-answer.js";
import { findByTokenHash, newerQuestion, OPEN_STATES } from "../questions.queries.js";
import { hashOfToken } from "../tokens.js";
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

/** Reads only: looking at a question changes nothing. Null for a token of no question. */
export async function loadQuestion(services: Services, token: string): Promise<ShownQuestion | null> {
  const { reader } = services.database;
  const hash = hashOfToken(token);
  const verification = hash === null ? null : await findByTokenHash(reader, hash);
  if (verification === null) return null;
  const authorization = await reader.findOneBy(Authorization, { id: verification.authorizationId });
  if (authorization === null) return null;
  const account = await reader.findOneBy(Account, { id: authorization.accountId });
  const identity = await reader.findOneBy(Identity, { id: authorization.identityId });
  if (account === null || identity === null) return null;
  const policy = await effectivePolicy(reader, placeOfAccount(account));
  const newer = await newerQuestion(reader, verification);
  const isOpenElsewhere = newer !== null && OPEN_STATES.includes(newer.state);
  const branding = await brandingFor(reader, account.resellerPath);
  return {
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
    given: givenAnswer(verification, authorization, identity, services.clock.now()),
    isAskedAgain: !isOpenElsewhere && mayAskAgain(verification, authorization, identity, services.clock.now()),
    state: stateNow(verification, authorization, services.clock.now()),
  };
}

function stateNow(verification: Verification, authorization: Authorization, now: Date): VerificationState {
  if (!OPEN_STATES.includes(verification.state)) return verification.state;
  if (verification.expiresAt !== null && verification.expiresAt <= now) return VerificationState.EXPIRED;
  const isMoot = ["DENIED", "REVOKED", "EXPIRED"].includes(authorization.state);
  return isMoot ? VerificationState.RETIRED : verification.state;
}
