/**
 * Sign-in, tokens, keys and trusted issuers: turns what a caller presents into an Actor. It refuses to know what the
 * actor then does.
 */
export { Administrator, AdministratorRole } from "./administrator.entity.js";
export { findAdministratorByLogin } from "./administrator.queries.js";
export { HAS_CONFIRMED_MAILBOX, mailboxOfAdministrator } from "./administrator-mailbox.js";
export { ApiKey, ApiKeyKind } from "./api-key.entity.js";
export { authenticate } from "./authentication/authenticate.js";
export { callerAgain, type KeptCaller, keepCaller } from "./authentication/caller-again.js";
export { type PresentedCredential, whenCredentialEnds } from "./credential-watch.js";
export { findEndedMakers } from "./ended-makers.js";
export { findEndedSessions } from "./ended-sessions.js";
export { openHandover, takeSession } from "./handover/take-session.js";
export { CredentialMaker, MadeNode, makerOf } from "./maker.js";
export { loadMaker } from "./maker.loader.js";
export { accessNodes } from "./nodes.js";
export { answerEmailConfirmation } from "./operations/answer-email-confirmation.js";
export { changePassword } from "./operations/change-password.js";
export { createAdministrator } from "./operations/create-administrator.js";
export { createApiKey } from "./operations/create-api-key.js";
export { createFirstOperator, type FirstOperator } from "./operations/create-first-operator.js";
export { deleteExpiredTokens } from "./operations/delete-expired-tokens.js";
export { credentialsEndedBy, endCredentialsOfFormerHolders } from "./operations/end-credentials-of-former-holder.js";
export { endReleasedSessions } from "./operations/end-released-sessions.js";
export { refreshSession } from "./operations/refresh-session.js";
export { type SignInOutcome, type StartedSession, signIn } from "./operations/sign-in.js";
export { signOut } from "./operations/sign-out.js";
export { registerEmailConfirmation } from "./pages/confirm-email.page.js";
export { completeSignIn } from "./second-factor/operations/complete-sign-in.js";
export { confirmSecondFactor } from "./second-factor/operations/confirm-second-factor.js";
export { removeSecondFactor } from "./second-factor/operations/remove-second-factor.js";
export { resetFoundAdministrator } from "./second-factor/operations/reset-second-factor.js";
export { describeRequirement } from "./second-factor/second-factor-rules.queries.js";
export { sealedTotpSecrets } from "./second-factor/second-factors.queries.js";
export { ViewerScopeKind } from "./session.types.js";
export { networkOf } from "./sign-in-limit.js";
export { TrustedIssuer } from "./trusted-issuer.entity.js";

import { Administrator } from "./administrator.entity.js";
import { AdministratorResolver } from "./administrator.resolver.js";
import { ApiKey } from "./api-key.entity.js";
import { ApiKeyResolver } from "./api-key.resolver.js";
import { SessionHandover } from "./handover/session-handover.entity.js";
import { SessionHandoverResolver } from "./handover/session-handover.resolver.js";
import { OpenSessionResolver } from "./open-session.resolver.js";
import { RefreshToken } from "./refresh-token.entity.js";
import { SavedView } from "./saved-views/saved-view.entity.js";
import { SavedViewResolver } from "./saved-views/saved-view.resolver.js";
import { RecoveryCode } from "./second-factor/recovery-code.entity.js";
import { SecondFactor } from "./second-factor/second-factor.entity.js";
import { SecondFactorResolver } from "./second-factor/second-factor.resolver.js";
import { SecondFactorRule } from "./second-factor/second-factor-rule.entity.js";
import { SignInChallenge } from "./second-factor/sign-in-challenge.entity.js";
import { SessionResolver } from "./session.resolver.js";
import { TrustedIssuer } from "./trusted-issuer.entity.js";
import { TrustedIssuerResolver } from "./trusted-issuer.resolver.js";
import { ViewerResolver } from "./viewer.resolver.js";
import { ViewSession } from "./viewing/view-session.entity.js";
import { ViewingResolver } from "./viewing/viewing.resolver.js";

export const accessEntities = [
  Administrator,
  RefreshToken,
  ApiKey,
  TrustedIssuer,
  SecondFactor,
  RecoveryCode,
  SignInChallenge,
  SecondFactorRule,
  ViewSession,
  SavedView,
  SessionHandover,
];

import { AdministratorViewerCan, ApiKeyViewerCan } from "./viewer-can.js";
export const accessResolvers = [
  SessionResolver,
  SessionHandoverResolver,
  OpenSessionResolver,
  SecondFactorResolver,
  ViewingResolver,
  SavedViewResolver,
  ViewerResolver,
  AdministratorResolver,
  ApiKeyResolver,
  TrustedIssuerResolver,
  AdministratorViewerCan,
  ApiKeyViewerCan,
] as const;
