/**
 * Resellers, domains, accounts and their aliases: the tenant tree and who lives where in it. It refuses to know what
 * anybody may send as.
 */

export { AccountConnection } from "./account.connection.js";
export { Account } from "./account.entity.js";
export { AccountFilter, CreateAccountInput, SetAccountPasswordInput, UpdateAccountInput } from "./account.input.js";
export {
  aliasKeysOf,
  findAccountByAddressKey,
  findAccountReceivingAt,
  lockAccount,
  provenAliasKeysOf,
  requireAccount,
} from "./account.queries.js";
export { AccountAlias } from "./account-alias.entity.js";
export { mailboxOfAccount } from "./account-mailbox.js";
export { passwordHashOf } from "./account-password.js";
export { AccountsInput, CreateAccountsInput, CreateDomainsInput, SuspendAccountsInput } from "./batch.input.js";
export { BrandState } from "./brand-state.js";
export { type Branding, brandingFor, PLATFORM_BRANDING } from "./branding.js";
export { BulkCall } from "./bulk-call.entity.js";
export {
  answerOnce,
  findAnswer,
  forgetBulkCalls,
  keyedCall,
  MAX_BATCH_SIZE,
  type RememberedAnswer,
  requireBatch,
} from "./bulk-calls.js";
export { type ClaimedAddresses, findClaimed } from "./claimed-addresses.js";
export { findCreatedDomains } from "./created-domains.js";
export { Domain } from "./domain.entity.js";
export { CreateDomainInput, DomainFilter } from "./domain.input.js";
export { findHostedDomain, findProvenDomain, lockDomain, lockDomains, requireDomain } from "./domain.queries.js";
export { DomainConnection } from "./domain.resolver.js";
export { isPublicSuffix } from "./domain-ancestry.js";
export { DomainProofKind, isForOneReseller, isProven, isProvenInSql, type Proven } from "./domain-proof.js";
export { announceAccounts, announceDomain, announceReseller } from "./feed-entries.js";
export { Problems } from "./input-problems.js";
export { accountById, aliasesByAccount, domainById, resellerById, resellerByPath } from "./loaders.js";
export { tenancyNodes } from "./nodes.js";
export { addAccountAlias } from "./operations/add-account-alias.js";
export { createAccount } from "./operations/create-account.js";
export { createAccounts } from "./operations/create-accounts.js";
export { createDomain } from "./operations/create-domain.js";
export { createDomains } from "./operations/create-domains.js";
export { createReseller } from "./operations/create-reseller.js";
export { deleteAccount } from "./operations/delete-account.js";
export { deleteAccounts } from "./operations/delete-accounts.js";
export { deleteDomain } from "./operations/delete-domain.js";
export { deleteReseller } from "./operations/delete-reseller.js";
export { moveDomain } from "./operations/move-domain.js";
export { moveReseller } from "./operations/move-reseller.js";
export { removeAccountAlias } from "./operations/remove-account-alias.js";
export { resumeAccount } from "./operations/resume-account.js";
export { resumeAccounts } from "./operations/resume-accounts.js";
export { resumeDomain } from "./operations/resume-domain.js";
export { resumeReseller } from "./operations/resume-reseller.js";
export { setAccountPassword } from "./operations/set-account-password.js";
export { setDomainProof } from "./operations/set-domain-proof.js";
export { suspendAccount } from "./operations/suspend-account.js";
export { suspendAccounts } from "./operations/suspend-accounts.js";
export { suspendDomain } from "./operations/suspend-domain.js";
export { suspendReseller } from "./operations/suspend-reseller.js";
export { updateAccount } from "./operations/update-account.js";
export { updateReseller } from "./operations/update-reseller.js";
export { placeOfAccount, placeOfDomain, placeOfReseller } from "./places.js";
export { findProofChanges } from "./proof-changes.js";
export { ranksPassedOn } from "./rank-columns.js";
export { findReleased, type Move, type Released, releasedIn } from "./released.js";
export { Reseller } from "./reseller.entity.js";
export { CreateResellerInput, ResellerFilter, UpdateResellerInput } from "./reseller.input.js";
export { lockReseller, requireReseller, resellersOnPath } from "./reseller.queries.js";
export { ResellerConnection } from "./reseller.resolver.js";
export { newResellerLabel } from "./reseller-path.js";
export { resolveScope, ScopeInput } from "./scope.input.js";
export { isResellerSuspended, isSuspended } from "./suspension.js";
export { TenantState } from "./tenant-state.js";
export { optionalLanguage, optionalReason, requireLine } from "./text-rules.js";

import { Account } from "./account.entity.js";
import { AccountResolver } from "./account.resolver.js";
import { AccountAlias } from "./account-alias.entity.js";
import { AccountBatchResolver } from "./account-batch.resolver.js";
import { BulkCall } from "./bulk-call.entity.js";
import { Domain } from "./domain.entity.js";
import { DomainResolver } from "./domain.resolver.js";
import { Reseller } from "./reseller.entity.js";
import { ResellerResolver } from "./reseller.resolver.js";

export const tenancyEntities = [Reseller, Domain, Account, AccountAlias, BulkCall];

export const tenancyResolvers = [ResellerResolver, DomainResolver, AccountResolver, AccountBatchResolver] as const;
