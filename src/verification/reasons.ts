/** Why authorizations are in their state; a bounce pauses what rests on the owner's word. */
export const ALLOWED_BY_OWNER = "allowed by its owner";
export const DENIED_BY_OWNER = "denied by its owner";
