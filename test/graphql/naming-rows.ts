import { generateKeyPairSync } from "node:crypto";
import type { CreatedTenant } from "./tenancy-tree.js";

export type Arguments = Record<string, unknown>;

/** One tenant with ids of rows that belong to it. */
export interface TenantRows {
  readonly tenant: CreatedTenant;
  readonly authorizationId: string;
  readonly profileId: string;
  /** Of another tenant's account that asks for an address of this tenant's domain, which waits for approval. */
  readonly waitingId: string;
  readonly domainAuthorizationId: string;
  readonly administratorId: string;
  readonly apiKeyId: string;
  readonly trustedIssuerId: string;
  readonly webhookId: string;
  readonly batchJobId: string;
  readonly proposalId: string;
  readonly holdId: string;
}

export const WEBHOOK_URL = "https://panel.example/hook";
const AT = "2026-01-01T00:00:00Z";
const { publicKey } = generateKeyPairSync("ec", {
  namedCurve: "P-256",
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** What a call passes that names rows of a tenant. */
export const NAMING_ROWS: Record<string, (rows: TenantRows) => Arguments> = {
  account: ({ tenant }) => ({ id: tenant.account.id }),
  domain: ({ tenant }) => ({ id: tenant.domain.id }),
  reseller: ({ tenant }) => ({ id: tenant.id }),
  policy: ({ tenant }) => ({ scope: { domainId: tenant.domain.id } }),
  shownBrand: ({ tenant }) => ({ scope: { domainId: tenant.domain.id } }),
  readiness: ({ tenant }) => ({ scope: { domainId: tenant.domain.id } }),
  previewPolicy: ({ tenant }) => ({ input: { scope: { domainId: tenant.domain.id } } }),
  tenantChanges: ({ tenant }) => ({ scope: { domainId: tenant.domain.id } }),
  overview: ({ tenant }) => ({ scope: { domainId: tenant.domain.id } }),
  statistics: ({ tenant }) => ({ scope: { domainId: tenant.domain.id } }),
  complaints: ({ tenant }) => ({ scope: { domainId: tenant.domain.id } }),
  acceptProposals: ({ proposalId }) => ({ input: { ids: [proposalId] } }),
  dismissProposals: ({ proposalId }) => ({ input: { ids: [proposalId] } }),
  undoDismissals: ({ proposalId }) => ({ input: { ids: [proposalId] } }),
  releaseHold: ({ holdId }) => ({ id: holdId }),
  undoRelease: ({ holdId }) => ({ id: holdId }),
  authorizeSender: ({ tenant }) => ({ login: tenant.account.address, sender: tenant.account.address }),
  explain: ({ tenant }) => ({ login: tenant.account.address, sender: "wanted@elsewhere.test" }),
  search: ({ tenant }) => ({ text: tenant.account.address }),
  authorizeSenders: ({ tenant }) => ({ requests: [{ login: tenant.account.address, sender: "" }] }),
  addAccountAlias: ({ tenant }) => ({ accountId: tenant.account.id, address: `alias@${tenant.domain.name}` }),
  removeAccountAlias: ({ tenant }) => ({ accountId: tenant.account.id, address: `alias@${tenant.domain.name}` }),
  addIdentity: ({ tenant }) => ({ input: identityFor(tenant) }),
  addIdentities: ({ tenant }) => ({ input: { idempotencyKey: "a", items: [identityFor(tenant)] } }),
  grantAuthorization: ({ tenant }) => ({
    input: { ...identityFor(tenant), reason: "the owner was asked, and we know" },
  }),
  grantAuthorizations: ({ tenant }) => ({ input: { idempotencyKey: "b", items: [identityFor(tenant)] } }),
  updateIdentityProfile: ({ authorizationId }) => ({ input: { authorizationId, displayName: "Mine now" } }),
  addSenderProfile: ({ authorizationId }) => ({ input: { authorizationId, displayName: "Mine too" } }),
  updateSenderProfile: ({ profileId }) => ({ input: { profileId, displayName: "Mine now" } }),
  updateSenderProfiles: ({ profileId }) => ({ input: { items: [{ profileId, displayName: "Mine now" }] } }),
  answerProfileProposal: ({ profileId }) => ({ profileId, isTaken: false }),
  removeSenderProfile: ({ profileId }) => ({ profileId }),
  replaceIdentityAddress: ({ authorizationId }) => ({ input: { authorizationId, address: "meant@elsewhere.test" } }),
  resendVerification: ({ authorizationId }) => ({ authorizationId }),
  revokeAuthorization: ({ authorizationId }) => ({ authorizationId }),
  pauseAuthorization: ({ authorizationId }) => ({ authorizationId }),
  resumeAuthorization: ({ authorizationId }) => ({ authorizationId }),
  revokeAuthorizations: ({ authorizationId }) => ({
    input: { idempotencyKey: "c", authorizationIds: [authorizationId] },
  }),
  approveAuthorizations: ({ waitingId }) => ({ input: { authorizationIds: [waitingId] } }),
  undoApprovals: ({ waitingId }) => ({ input: { authorizationIds: [waitingId] } }),
  refuseAuthorizations: ({ waitingId }) => ({ input: { authorizationIds: [waitingId] } }),
  requestDomainAuthorization: ({ tenant }) => ({ input: { accountId: tenant.account.id, domain: "wide.test" } }),
  verifyDomainAuthorization: ({ domainAuthorizationId }) => ({ id: domainAuthorizationId }),
  revokeDomainAuthorization: ({ domainAuthorizationId }) => ({ id: domainAuthorizationId }),
  createAccount: ({ tenant }) => ({ input: { domainId: tenant.domain.id, address: `new@${tenant.domain.name}` } }),
  createAccounts: ({ tenant }) => ({
    input: { idempotencyKey: "d", items: [{ domainId: tenant.domain.id, address: `new@${tenant.domain.name}` }] },
  }),
  updateAccount: ({ tenant }) => ({ id: tenant.account.id, input: { language: "de" } }),
  setAccountPassword: ({ tenant }) => ({ input: { accountId: tenant.account.id, password: "a new password" } }),
  suspendAccount: ({ tenant }) => ({ id: tenant.account.id }),
  suspendAccounts: ({ tenant }) => ({ input: { idempotencyKey: "e", ids: [tenant.account.id] } }),
  resumeAccount: ({ tenant }) => ({ id: tenant.account.id }),
  resumeAccounts: ({ tenant }) => ({ input: { idempotencyKey: "f", ids: [tenant.account.id] } }),
  deleteAccount: ({ tenant }) => ({ id: tenant.account.id }),
  deleteAccounts: ({ tenant }) => ({ input: { idempotencyKey: "g", ids: [tenant.account.id] } }),
  addAccountAliases: ({ tenant }) => ({ input: { idempotencyKey: "i", items: [aliasOf(tenant)] } }),
  removeAccountAliases: ({ tenant }) => ({ input: { idempotencyKey: "j", items: [aliasOf(tenant)] } }),
  setAccountPasswords: ({ tenant }) => ({
    input: { idempotencyKey: "k", items: [{ accountId: tenant.account.id, password: "a new password" }] },
  }),
  moveDomains: ({ tenant }) => ({ input: { idempotencyKey: "l", ids: [tenant.domain.id], resellerId: tenant.id } }),
  pauseAuthorizations: ({ authorizationId }) => ({
    input: { idempotencyKey: "m", authorizationIds: [authorizationId] },
  }),
  resumeAuthorizations: ({ authorizationId }) => ({
    input: { idempotencyKey: "n", authorizationIds: [authorizationId] },
  }),
  resendVerifications: ({ authorizationId }) => ({
    input: { idempotencyKey: "o", authorizationIds: [authorizationId] },
  }),
  addSenderProfiles: ({ authorizationId }) => ({
    input: { idempotencyKey: "p", items: [{ authorizationId, displayName: "Mine too" }] },
  }),
  changeSenderProfiles: ({ profileId }) => ({
    input: { idempotencyKey: "q", items: [{ profileId, displayName: "Mine now" }] },
  }),
  updateDomain: ({ tenant }) => ({ id: tenant.domain.id, input: { externalReference: "theirs" } }),
  syncDomain: ({ tenant }) => ({
    input: { domainId: tenant.domain.id, mailboxes: [{ address: tenant.account.address }] },
  }),
  createDomain: ({ tenant }) => ({ input: { resellerId: tenant.id, name: "new.test" } }),
  createDomains: ({ tenant }) => ({
    input: { idempotencyKey: "h", items: [{ resellerId: tenant.id, name: "new.test" }] },
  }),
  createDomainAlias: ({ tenant }) => ({ input: { domainId: tenant.domain.id, name: "alias.test" } }),
  createDomainAliases: ({ tenant }) => ({
    input: { idempotencyKey: "r", items: [{ domainId: tenant.domain.id, name: "alias.test" }] },
  }),
  deleteDomainAlias: ({ tenant }) => ({ id: tenant.domain.id }),
  previewDeletion: ({ tenant }) => ({ id: tenant.account.id }),
  previewRename: ({ tenant }) => ({ accountId: tenant.account.id, address: `renamed@${tenant.domain.name}` }),
  previewMove: ({ tenant }) => ({ input: { domainId: tenant.domain.id, toResellerId: tenant.id } }),
  moveDomain: ({ tenant }) => ({ id: tenant.domain.id, resellerId: tenant.id }),
  requestDomainProof: ({ tenant }) => ({ id: tenant.domain.id }),
  verifyDomain: ({ tenant }) => ({ id: tenant.domain.id }),
  suspendDomain: ({ tenant }) => ({ id: tenant.domain.id }),
  resumeDomain: ({ tenant }) => ({ id: tenant.domain.id }),
  deleteDomain: ({ tenant }) => ({ id: tenant.domain.id, cascade: true }),
  createReseller: ({ tenant }) => ({ input: { name: "Below", slug: "below", parentId: tenant.id } }),
  updateReseller: ({ tenant }) => ({ id: tenant.id, input: { name: "Renamed" } }),
  moveReseller: ({ tenant }) => ({ id: tenant.id, parentId: tenant.id }),
  suspendReseller: ({ tenant }) => ({ id: tenant.id }),
  resumeReseller: ({ tenant }) => ({ id: tenant.id }),
  deleteReseller: ({ tenant }) => ({ id: tenant.id, cascade: true }),
  setPolicy: ({ tenant }) => ({
    input: { scope: { domainId: tenant.domain.id }, schedule: [{ at: AT, mode: "OFF" }] },
  }),
  removePolicy: ({ tenant }) => ({ scope: { domainId: tenant.domain.id } }),
  createAdministrator: ({ tenant }) => ({
    input: { login: "intruder", password: "a long password", scope: { resellerId: tenant.id } },
  }),
  updateAdministrator: ({ administratorId }) => ({ input: { id: administratorId, language: "de" } }),
  resendEmailConfirmation: ({ administratorId }) => ({ id: administratorId }),
  resetAdministratorPassword: ({ administratorId }) => ({
    input: { id: administratorId, password: "a long password" },
  }),
  viewAs: ({ administratorId }) => ({ input: { of: administratorId, reason: "help" } }),
  resetSecondFactor: ({ administratorId }) => ({ input: { id: administratorId } }),
  setSecondFactorRule: ({ tenant }) => ({ input: { scope: { resellerId: tenant.id }, isRequired: true } }),
  secondFactorRequirement: ({ tenant }) => ({ scope: { resellerId: tenant.id } }),
  disableAdministrator: ({ administratorId }) => ({ id: administratorId }),
  endAllSessions: ({ administratorId }) => ({ of: administratorId }),
  deleteAdministrator: ({ administratorId }) => ({ id: administratorId }),
  enableAdministrator: ({ administratorId }) => ({ id: administratorId }),
  createWebhook: ({ tenant }) => ({ input: { name: "Mine", url: WEBHOOK_URL, scope: { resellerId: tenant.id } } }),
  updateWebhook: ({ webhookId }) => ({ input: { id: webhookId, url: WEBHOOK_URL } }),
  rotateWebhookSecret: ({ webhookId }) => ({ id: webhookId }),
  disableWebhook: ({ webhookId }) => ({ id: webhookId }),
  enableWebhook: ({ webhookId }) => ({ id: webhookId }),
  deleteWebhook: ({ webhookId }) => ({ id: webhookId }),
  testWebhook: ({ webhookId }) => ({ id: webhookId }),
  redeliverWebhook: ({ webhookId }) => ({ id: webhookId }),
  cancelBatchJob: ({ batchJobId }) => ({ id: batchJobId }),
  createApiKey: ({ tenant }) => ({ input: { name: "intruder", kind: "PANEL", scope: { resellerId: tenant.id } } }),
  revokeApiKey: ({ apiKeyId }) => ({ id: apiKeyId }),
  registerTrustedIssuer: ({ tenant }) => ({ input: issuerFor(tenant, "https://intruder.test") }),
  updateTrustedIssuer: ({ trustedIssuerId }) => ({ input: { id: trustedIssuerId, name: "Mine" } }),
  disableTrustedIssuer: ({ trustedIssuerId }) => ({ id: trustedIssuerId }),
  enableTrustedIssuer: ({ trustedIssuerId }) => ({ id: trustedIssuerId }),
};

/** Lists that take no id: they must hold nothing of the other tenant. */
export const LISTS = [
  "accountAlarms",
  "accounts",
  "administrators",
  "apiKeys",
  "approvals",
  "auditEvents",
  "authorizations",
  "batchJobs",
  "complaintReports",
  "domainAuthorizations",
  "domains",
  "enforcementHolds",
  "proposals",
  "resellers",
  "trustedIssuers",
  "unknownLogins",
  "unknownLoginTotals",
  "webhooks",
];

function aliasOf({ account, domain }: CreatedTenant): Arguments {
  return { accountId: account.id, address: `alias@${domain.name}` };
}

export function identityFor(tenant: CreatedTenant) {
  return { accountId: tenant.account.id, address: "wanted@elsewhere.test", displayName: "Wanted" };
}

export function issuerFor(tenant: CreatedTenant, issuer: string) {
  const publicKeys = [{ pem: publicKey }];
  const scope = { resellerId: tenant.id };
  return {
    name: "Panel",
    issuer,
    audience: "mayfrom",
    algorithm: "ES256",
    publicKeys,
    allowedRoles: ["ACCOUNT"],
    scope,
  };
}
