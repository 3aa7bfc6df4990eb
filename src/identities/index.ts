/**
 * Identities, authorizations and domain authorizations, and the only ways their states may change. It refuses to know
 * how an owner is asked.
 */

export { Authorization } from "./authorization.entity.js";
export { AuthorizationSource, AuthorizationState } from "./authorization-state.js";
export { DomainAuthorization, DomainAuthorizationState, DomainProof } from "./domain-authorization.entity.js";
export { Identity } from "./identity.entity.js";

import { Authorization } from "./authorization.entity.js";
import { DomainAuthorization } from "./domain-authorization.entity.js";
import { Identity } from "./identity.entity.js";

export const identitiesEntities = [Identity, Authorization, DomainAuthorization];
