/**
 * Resellers, domains, accounts and their aliases: the tenant tree and who lives where in it. It refuses to know what
 * anybody may send as.
 */
export { Account } from "./account.entity.js";
export { AccountFilter, CreateAccountInput } from "./account.input.js";
export {
  aliasKeysOf,
  findAccountByAddressKey,
  findAccountReceivingAt,
  lockAccount,
  requireAccount,
} from "./account.queries.js";
export { AccountConnection } from "./account.resolver.js";
export { AccountAlias } from "./account-alias.entity.js";
export { passwordHashOf } from "./account-password.js";
export { type Branding, brandingFor, PLATFORM_BRANDING } from "./branding.js";
export { BulkCall } from "./bulk-call.entity.js";
export { Domain } from "./domain.entity.js";
export { CreateDomainInput, DomainFilter } from "./domain.input.js";
export { findHostedDomain, lockDomain, requireDomain } from "./domain.queries.js";
export { DomainConnection } from "./domain.resolver.js";
export { announceAccounts, announceDomain, announceReseller } from "./feed-entries.js";
export { accountById, aliasesByAccount, domainById, resellerById, resellerByPath } from "./loaders.js";
export { tenancyNodes } from "./nodes.js";
export { createAccount } from "./operations/create-account.js";
export { createDomain } from "./operations/create-domain.js";
export { createReseller } from "./operations/create-reseller.js";
export { placeOfAccount, placeOfDomain, placeOfReseller } from "./places.js";
export { Reseller } from "./reseller.entity.js";
export { CreateResellerInput, ResellerFilter } from "./reseller.input.js";
export { lockReseller, requireReseller, resellersOnPath } from "./reseller.queries.js";
export { ResellerConnection } from "./reseller.resolver.js";
export { newResellerLabel } from "./reseller-path.js";
export { placeOfScope, resolveScope, ScopeInput } from "./scope.input.js";
export { isResellerSuspended, isSuspended } from "./suspension.js";
export { TenantState } from "./tenant-state.js";
export { optionalLanguage, optionalReason, requireLine } from "./text-rules.js";

import { Account } from "./account.entity.js";
import { AccountResolver } from "./account.resolver.js";
import { AccountAlias } from "./account-alias.entity.js";
import { BulkCall } from "./bulk-call.entity.js";
import { Domain } from "./domain.entity.js";
import { DomainResolver } from "./domain.resolver.js";
import { Reseller } from "./reseller.entity.js";
import { ResellerResolver } from "./reseller.resolver.js";

export const tenancyEntities = [Reseller, Domain, Account, AccountAlias, BulkCall];

export const tenancyResolvers = [ResellerResolver, DomainResolver, AccountResolver] as const;
