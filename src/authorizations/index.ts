/**
 * Identities, authorizations and domain authorizations, and the only ways their states may change. It refuses to know
 * how an owner is asked.
 */

export { showToAddressSide } from "./as-seen-by.js";
export { Authorization } from "./authorization.entity.js";
export {
  AddIdentityInput,
  AuthorizationFilterInput,
  GrantAuthorizationInput,
  innerFilter,
} from "./authorization.input.js";
export {
  type AuthorizationFilter,
  findVisibleAuthorization,
  lockAuthorization,
  lockAuthorizationOf,
  lockAuthorizations,
  lockVisibleAuthorization,
  requireOwnAuthorization,
  visibleAuthorizations,
} from "./authorization.queries.js";
export {
  AuthorizationReason,
  type ReasonText,
  reasonBecause,
  reasonCodeOf,
  reasonText,
} from "./authorization-reason.js";
export { AuthorizationSource, AuthorizationState } from "./authorization-state.js";
export { canMove, give, mayTakeUp, moveTo } from "./authorization-transitions.js";
export { decidedIn, takenUpIn, withdrawnIn } from "./decided.js";
export { DomainAuthorization, DomainAuthorizationState } from "./domain-authorization.entity.js";
export { requireOwnDomainAuthorization } from "./domain-authorization.queries.js";
export { Identity } from "./identity.entity.js";
export { ensureIdentity, findIdentityByKey, identitiesOf, lockIdentity } from "./identity.queries.js";
export { identityIdOf } from "./identity-id.js";
export { LeftBecause, leftBecause, leftSince } from "./left-as-it-was.js";
export { authorizationById } from "./loaders.js";
export type { RequestedAuthorization } from "./new-authorization.js";
export { optionalLine } from "./one-line.js";
export { endRightsOnClaimed } from "./operations/end-rights-on-claimed.js";
export { endRightsOnReleased } from "./operations/end-rights-on-released.js";
export { expireAuthorizations } from "./operations/expire-authorizations.js";
export { followProofChanges } from "./operations/follow-proof-changes.js";
export {
  type Grant,
  type GrantedInBulk,
  grantAuthorization,
  grantAuthorizations,
  type LeftPair,
} from "./operations/grant-authorization.js";
export { keepPausesOnClaimed } from "./operations/keep-pauses.js";
export { pauseAuthorization, pauseLocked, resumeAuthorization } from "./operations/pause-authorization.js";
export { pauseUnused, type UnusedCursor } from "./operations/pause-unused.js";
export {
  lapseDomainAuthorization,
  pauseDomainAuthorization,
  proveDomainAuthorization,
} from "./operations/prove-domain-authorization.js";
export { questionNewDomains } from "./operations/question-new-domains.js";
export {
  type AuthorizationRequest,
  requestAuthorizations,
  requireTimeToAskAgain,
} from "./operations/request-authorization.js";
export { requestDomainAuthorization } from "./operations/request-domain-authorization.js";
export { revokeAuthorization, revokeLocked } from "./operations/revoke-authorization.js";
export { updateIdentityProfile } from "./operations/update-identity-profile.js";
export { type NotedOutcome, outcomesIn } from "./outcomes.js";
export { overruledIn } from "./overruled.js";
export { hasOwnerSaidNo, isOwnersNo, type OwnersWord, ownersWord, refusedByWord, wordAgainst } from "./owners-word.js";
export { namesOf, namesOfAll } from "./participants.js";
export { firstProfileOf } from "./profiles/first-profile.js";
export { defaultProfileByAccount, defaultProfileOf, profilesByAuthorization } from "./profiles/loaders.js";
export { moveProfiles } from "./profiles/move-profiles.js";
export { SenderProfile } from "./profiles/sender-profile.entity.js";
export { administersDomain } from "./proof.js";
export { reasonForTrail, reasonIn } from "./reason-words.js";
export { type Names, recordIdentity, saveAuthorization } from "./record-authorization.js";
export { isStillDenied, returnTo, type StateBefore, stateBefore } from "./returned-state.js";
export { type EndedRights, rightsEndedByMove } from "./rights-ended-by-move.js";
export { countOtherRights, domainAuthorizationsOf, firstOtherRights, rightsToKeys } from "./sendable.queries.js";
export { optionalUntil } from "./until.js";
export { askAgainAfter } from "./waiting-times.js";

import type { NodeFinders } from "../graphql/index.js";
import { Authorization } from "./authorization.entity.js";
import {
  AccountAuthorizationsResolver,
  AuthorizationResolver,
  authorizationNodes,
  IdentityResolver,
} from "./authorization.resolver.js";
import {
  AccountAuthorizationCountsResolver,
  DomainAuthorizationCountsResolver,
  ResellerAuthorizationCountsResolver,
} from "./authorization-counts.js";
import { DomainAuthorization } from "./domain-authorization.entity.js";
import { DomainAuthorizationResolver, domainAuthorizationNodes } from "./domain-authorization.resolver.js";
import { Identity } from "./identity.entity.js";
import { profileNodes } from "./profiles/loaders.js";
import { AuthorizationProfileResolver, SenderProfileResolver } from "./profiles/profile.resolver.js";
import { ProfileBatchResolver } from "./profiles/profile-batch.resolver.js";
import { SenderProfile } from "./profiles/sender-profile.entity.js";
import { SignaturePart } from "./profiles/signature-part.entity.js";
import { RightsPause } from "./rights-pause.entity.js";

export const identitiesEntities = [
  Identity,
  Authorization,
  SenderProfile,
  SignaturePart,
  DomainAuthorization,
  RightsPause,
];

import { AuthorizationViewerCan } from "./viewer-can.js";
export const identitiesResolvers = [
  AuthorizationResolver,
  IdentityResolver,
  AccountAuthorizationCountsResolver,
  DomainAuthorizationCountsResolver,
  ResellerAuthorizationCountsResolver,
  AccountAuthorizationsResolver,
  DomainAuthorizationResolver,
  SenderProfileResolver,
  ProfileBatchResolver,
  AuthorizationProfileResolver,
  AuthorizationViewerCan,
] as const;

export const identitiesNodes: NodeFinders = { ...authorizationNodes, ...domainAuthorizationNodes, ...profileNodes };
