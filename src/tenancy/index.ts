/**
 * Resellers, domains, accounts and their aliases: the tenant tree and who lives where in it. It refuses to know what
 * anybody may send as.
 */

export { Account } from "./account.entity.js";
export {
  accountOfProvenAlias,
  aliasKeysOf,
  findAccountReceivingAt,
  findAccountsReceivingAt,
  listAccounts,
  lockAccount,
  lockAccounts,
  provenAliasKeysOf,
  requireAccount,
} from "./account.queries.js";
export { AccountAlias } from "./account-alias.entity.js";
export { insertAccounts } from "./account-insertion.js";
export { mailboxOfAccount } from "./account-mailbox.js";
export { NO_PASSWORD, type ReadPassword, readPassword } from "./account-password.js";
export {
  answerBatch,
  answerItems,
  type BatchItem,
  decideItems,
  type ItemAnswer,
  itemAnswers,
  OnError,
  oneByOne,
  placeIn,
} from "./batch.js";
export { ItemResult, itemResults, viewOfBatch } from "./batch-results.js";
export { IF_UPDATED_AT_OF_EACH, ofVersions, requireVersionOfEach } from "./batch-versions.js";
export { type Branding, brandingFor, brandingsFor, commonBranding, platformBranding } from "./branding.js";
export {
  answerOnce,
  beginCall,
  findAnswer,
  forgetBulkCalls,
  isBegunElsewhere,
  type KeyedCall,
  keepAnswer,
  keyedCall,
  MAX_BATCH_SIZE,
  type RememberedAnswer,
  requireBatch,
} from "./bulk-calls.js";
export { findClaimed } from "./claimed-addresses.js";
export { findCreatedDomains } from "./created-domains.js";
export { Domain } from "./domain.entity.js";
export {
  findHostedDomain,
  findHostedDomains,
  findProvenDomain,
  listDomains,
  lockDomain,
  lockDomains,
  requireDomain,
} from "./domain.queries.js";
export { requireOwnDomain } from "./domain-alias.js";
export {
  addressesAtAliases,
  aliasesOfDomains,
  type DomainAlias,
  findAllDomainAliases,
  findDomainAliases,
  keysAtTargets,
} from "./domain-aliases.queries.js";
export { isPublicSuffix } from "./domain-ancestry.js";
export { insertDomainAliases, MAX_DOMAIN_ALIASES } from "./domain-insertion.js";
export { DomainProofKind, isForOneReseller, isProven, isProvenInSql } from "./domain-proof.js";
export { helpTextsFor } from "./help-text.queries.js";
export { HelpText } from "./help-texts.js";
export { innerId, Problems } from "./input-problems.js";
export { accountById, domainById, resellerById, resellerByPath, timeZoneByPath } from "./loaders.js";
export { findShownLogo } from "./logos/logo.queries.js";
export { tenancyNodes } from "./nodes.js";
export { addAccountAlias } from "./operations/add-account-alias.js";
export { deleteAccount } from "./operations/delete-account.js";
export { deleteDomain } from "./operations/delete-domain.js";
export { deleteDomainAlias } from "./operations/delete-domain-alias.js";
export { deleteReseller } from "./operations/delete-reseller.js";
export { removeAccountAlias } from "./operations/remove-account-alias.js";
export { resumeAccount } from "./operations/resume-account.js";
export { resumeDomain } from "./operations/resume-domain.js";
export { setAccountPassword } from "./operations/set-account-password.js";
export { setDomainProof } from "./operations/set-domain-proof.js";
export { setPlatform } from "./operations/set-platform.js";
export { suspendAccount } from "./operations/suspend-account.js";
export { suspendDomain } from "./operations/suspend-domain.js";
export { updateAccount } from "./operations/update-account.js";
export { placeOfAccount, placeOfDomain } from "./places.js";
export { platformSettings } from "./platform-settings.queries.js";
export { findProofChanges } from "./proof-changes.js";
export { ranksPassedOn } from "./rank-columns.js";
export { findReleased, type Move, type Released } from "./released.js";
export { removeAccounts } from "./removal.js";
export { Reseller } from "./reseller.entity.js";
export { listResellers, requireReseller } from "./reseller.queries.js";
export { resolveScope, ScopeInput } from "./scope.input.js";
export { shownBranding, shownBrandingFor, shownPlatform } from "./shown-branding.js";
export { type PlaceOfNames, requireMayReleaseNames } from "./suspended-names.queries.js";
export { isResellerSuspended } from "./suspension.js";
export { runsWithin, statesWanted } from "./tenant-runs.js";
export { TenantState } from "./tenant-state.js";
export { optionalLanguage, optionalReason, requireLine } from "./text-rules.js";
export { timeZoneAt, timeZonesAt, type ZoneAt } from "./time-zones.js";

import { Account } from "./account.entity.js";
import { AccountResolver } from "./account.resolver.js";
import { AccountAlias } from "./account-alias.entity.js";
import { AccountBatchResolver } from "./account-batch.resolver.js";
import { BulkCall } from "./bulk-call.entity.js";
import { Domain } from "./domain.entity.js";
import { DomainResolver } from "./domain.resolver.js";
import { DomainAliasResolver } from "./domain-alias.resolver.js";
import { BrandLogo } from "./logos/brand-logo.entity.js";
import { LogoResolver } from "./logos/logo.js";
import { PlatformResolver } from "./platform.resolver.js";
import { PlatformSettings } from "./platform-settings.entity.js";
import { Reseller } from "./reseller.entity.js";
import { ResellerResolver } from "./reseller.resolver.js";
import { ShownBrandResolver } from "./shown-brand.resolver.js";

export const tenancyEntities = [Reseller, Domain, Account, AccountAlias, BulkCall, PlatformSettings, BrandLogo];

import { AccountViewerCan, DomainViewerCan, ResellerViewerCan } from "./viewer-can.js";
export const tenancyResolvers = [
  PlatformResolver,
  ResellerResolver,
  LogoResolver,
  ShownBrandResolver,
  DomainResolver,
  DomainAliasResolver,
  AccountResolver,
  AccountBatchResolver,
  AccountViewerCan,
  DomainViewerCan,
  ResellerViewerCan,
] as const;
