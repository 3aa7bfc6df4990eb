import { AuthorizationReason, reasonBecause } from "../authorizations/index.js";
/** Why authorizations are in their state; a bounce pauses what rests on the owner's word. */
export const ALLOWED_BY_OWNER = reasonBecause(AuthorizationReason.ALLOWED_BY_OWNER);
export const DENIED_BY_OWNER = reasonBecause(AuthorizationReason.DENIED_BY_OWNER);
