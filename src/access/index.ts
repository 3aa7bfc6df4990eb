/**
 * Sign-in, tokens, keys and trusted issuers: turns what a caller presents into an Actor. It refuses to know what the
 * actor then does.
 */
export { Administrator, AdministratorRole } from "./administrator.entity.js";
export { ApiKey, ApiKeyKind } from "./api-key.entity.js";
export { RefreshToken } from "./refresh-token.entity.js";
export { SignInLimit } from "./sign-in-limit.entity.js";
export { TrustedIssuer } from "./trusted-issuer.entity.js";

import { Administrator } from "./administrator.entity.js";
import { ApiKey } from "./api-key.entity.js";
import { RefreshToken } from "./refresh-token.entity.js";
import { SignInLimit } from "./sign-in-limit.entity.js";
import { TrustedIssuer } from "./trusted-issuer.entity.js";

export const accessEntities = [Administrator, RefreshToken, SignInLimit, ApiKey, TrustedIssuer];
