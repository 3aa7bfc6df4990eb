import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

const TABLES = [
  table("policy", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      scopeKind: "varchar(16)",
      scopeId: "varchar(36)",
      resellerPath: "varchar(512)?",
      settings: "text",
      locked: "text",
      updatedAt: "bigint",
    },
    unique: {
      ux_policy_scope: ["scopeKind", "scopeId"],
    },
    indexes: {
      ix_policy_path: ["scopeKind", "resellerPath"],
    },
  }),
  table("identity", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      address: "varchar(254)",
      addressKey: "varchar(254)",
      domain: "varchar(253)",
      blockedAt: "bigint?",
      undeliverableAt: "bigint?",
      ownerLinkVersion: "integer",
      createdAt: "bigint",
    },
    unique: {
      ux_identity_address: ["addressKey"],
    },
    indexes: {
      ix_identity_domain: ["domain", "id"],
    },
  }),
  table("sender_authorization", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      accountId: "varchar(36)",
      identityId: "varchar(36)",
      domainId: "varchar(36)",
      resellerPath: "varchar(512)",
      identityDomain: "varchar(253)",
      state: "varchar(16)",
      source: "varchar(16)",
      reason: "text?",
      displayName: "varchar(200)",
      organization: "varchar(200)?",
      replyTo: "varchar(254)?",
      bcc: "varchar(254)?",
      signature: "text?",
      isDefault: "integer",
      createdAt: "bigint",
      updatedAt: "bigint",
      authorizedAt: "bigint?",
      expiresAt: "bigint?",
      lastUsedAt: "bigint?",
      askAgainAt: "bigint?",
    },
    unique: {
      ux_sender_authorization: ["accountId", "identityId"],
    },
    indexes: {
      ix_sender_authorization_use: ["state", "lastUsedAt"],
      ix_sender_authorization_expiry: ["state", "expiresAt"],
      ix_sender_authorization_target: ["identityDomain", "id"],
      ix_sender_authorization_domain_state: ["domainId", "state", "id"],
      ix_sender_authorization_domain: ["domainId", "id"],
      ix_sender_authorization_source: ["source", "resellerPath", "id"],
      ix_sender_authorization_state: ["state", "resellerPath", "id"],
      ix_sender_authorization_path: ["resellerPath", "id"],
      ix_sender_authorization_identity: ["identityId", "id"],
    },
    references: {
      fk_sender_authorization_account: { column: "accountId", table: "account", onDelete: "CASCADE" },
      fk_sender_authorization_identity: { column: "identityId", table: "identity" },
    },
  }),
  table("domain_authorization", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      accountId: "varchar(36)",
      domainId: "varchar(36)",
      resellerPath: "varchar(512)",
      domain: "varchar(253)",
      state: "varchar(16)",
      proof: "varchar(16)",
      challenge: "varchar(128)?",
      reason: "text?",
      createdAt: "bigint",
      authorizedAt: "bigint?",
      expiresAt: "bigint?",
    },
    unique: {
      ux_domain_authorization: ["accountId", "domain"],
    },
    indexes: {
      ix_domain_authorization_expiry: ["state", "expiresAt"],
      ix_domain_authorization_target: ["domain", "id"],
      ix_domain_authorization_domain: ["domainId", "id"],
      ix_domain_authorization_path: ["resellerPath", "id"],
    },
    references: {
      fk_domain_authorization_account: { column: "accountId", table: "account", onDelete: "CASCADE" },
    },
  }),
  table("verification", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      authorizationId: "varchar(36)",
      tokenHash: "varchar(64)",
      state: "varchar(16)",
      matchNumber: "varchar(2)",
      offeredNumbers: "text",
      wrongPicks: "integer",
      deliveryState: "varchar(16)",
      returnPathTag: "varchar(64)?",
      createdAt: "bigint",
      sentAt: "bigint?",
      expiresAt: "bigint",
      answeredAt: "bigint?",
      evidence: "text?",
    },
    unique: {
      ux_verification_token: ["tokenHash"],
      ux_verification_return_path: ["returnPathTag"],
    },
    indexes: {
      ix_verification_expiry: ["state", "expiresAt"],
      ix_verification_authorization: ["authorizationId", "id"],
    },
    references: {
      fk_verification_authorization: { column: "authorizationId", table: "sender_authorization", onDelete: "CASCADE" },
    },
  }),
  table("approval", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      authorizationId: "varchar(36)",
      domainId: "varchar(36)",
      resellerPath: "varchar(512)",
      state: "varchar(16)",
      createdAt: "bigint",
      decidedAt: "bigint?",
      decidedBy: "varchar(254)?",
    },
    unique: {
      ux_approval_authorization: ["authorizationId"],
    },
    indexes: {
      ix_approval_path: ["state", "resellerPath", "id"],
      ix_approval_domain: ["domainId", "state", "id"],
    },
    references: {
      fk_approval_authorization: { column: "authorizationId", table: "sender_authorization", onDelete: "CASCADE" },
      fk_approval_domain: { column: "domainId", table: "domain", onDelete: "CASCADE" },
    },
  }),
  table("request_budget", {
    primaryKey: ["bucket"],
    columns: {
      bucket: "varchar(64)",
      used: "integer",
      endsAt: "bigint",
    },
    indexes: {
      ix_request_budget_ends: ["endsAt"],
    },
  }),
  table("gateway", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      apiKeyId: "varchar(36)",
      name: "varchar(200)",
      version: "varchar(32)",
      revision: "bigint",
      domains: "text",
      firstSeenAt: "bigint",
      lastSeenAt: "bigint",
    },
    unique: {
      ux_gateway_name: ["apiKeyId", "name"],
    },
    indexes: {
      ix_gateway_seen: ["lastSeenAt"],
    },
  }),
];

/** Who may send as whom, under which policy, asked of whom, answered by which gateway. */
export class Sending1764000000003 implements MigrationInterface {
  name = "Sending1764000000003";

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const each of TABLES) await queryRunner.createTable(each.clone());
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const each of [...TABLES].reverse()) await queryRunner.dropTable(each.name);
  }
}
