import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

const TABLES = [
  table("reseller", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      parentId: "varchar(36)?",
      path: "varchar(512)",
      name: "varchar(200)",
      slug: "varchar(63)",
      state: "varchar(16)",
      suspendedReason: "text?",
      suspendedBy: "varchar(513)?",
      brandName: "varchar(100)?",
      supportContact: "varchar(254)?",
      language: "varchar(16)?",
      createdAt: "bigint",
      updatedAt: "bigint",
    },
    unique: {
      ux_reseller_path: ["path"],
      ux_reseller_slug: ["slug"],
    },
    indexes: {
      ix_reseller_state: ["state", "path"],
      ix_reseller_parent: ["parentId", "path"],
    },
    references: {
      fk_reseller_parent: { column: "parentId", table: "reseller" },
    },
  }),
  table("domain", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      resellerId: "varchar(36)",
      resellerPath: "varchar(512)",
      name: "varchar(253)",
      state: "varchar(16)",
      suspendedReason: "text?",
      suspendedBy: "varchar(513)?",
      createdAt: "bigint",
      updatedAt: "bigint",
    },
    unique: {
      ux_domain_name: ["name"],
    },
    indexes: {
      ix_domain_reseller: ["resellerId", "name"],
      ix_domain_state: ["state", "resellerPath", "id"],
      ix_domain_path: ["resellerPath", "name"],
    },
    references: {
      fk_domain_reseller: { column: "resellerId", table: "reseller" },
    },
  }),
  table("account", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      domainId: "varchar(36)",
      resellerPath: "varchar(512)",
      address: "varchar(254)",
      addressKey: "varchar(254)",
      passwordHash: "varchar(255)?",
      state: "varchar(16)",
      suspendedReason: "text?",
      suspendedBy: "varchar(513)?",
      language: "varchar(16)?",
      createdAt: "bigint",
      updatedAt: "bigint",
    },
    unique: {
      ux_account_address: ["addressKey"],
    },
    indexes: {
      ix_account_domain: ["domainId", "addressKey"],
      ix_account_state: ["state", "resellerPath", "id"],
      ix_account_path: ["resellerPath", "addressKey"],
    },
    references: {
      fk_account_domain: { column: "domainId", table: "domain" },
    },
  }),
  table("account_alias", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      accountId: "varchar(36)",
      domainId: "varchar(36)",
      address: "varchar(254)",
      addressKey: "varchar(254)",
      createdAt: "bigint",
    },
    unique: {
      ux_account_alias_address: ["addressKey"],
    },
    indexes: {
      ix_account_alias_account: ["accountId", "addressKey"],
      ix_account_alias_domain: ["domainId", "addressKey"],
    },
    references: {
      fk_account_alias_account: { column: "accountId", table: "account", onDelete: "CASCADE" },
      fk_account_alias_domain: { column: "domainId", table: "domain", onDelete: "CASCADE" },
    },
  }),
  table("bulk_call", {
    primaryKey: ["caller", "idempotencyKey"],
    columns: {
      caller: "varchar(64)",
      idempotencyKey: "varchar(128)",
      operation: "varchar(64)",
      inputHash: "varchar(64)",
      result: "text",
      createdAt: "bigint",
    },
    indexes: {
      ix_bulk_call_created: ["createdAt"],
    },
  }),
  table("administrator", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      login: "varchar(254)",
      passwordHash: "varchar(255)",
      role: "varchar(16)",
      resellerId: "varchar(36)?",
      resellerPath: "varchar(512)?",
      domainId: "varchar(36)?",
      email: "varchar(254)?",
      language: "varchar(16)?",
      isDisabled: "integer",
      createdAt: "bigint",
    },
    unique: {
      ux_administrator_login: ["login"],
    },
    indexes: {
      ix_administrator_domain: ["domainId", "id"],
      ix_administrator_path: ["resellerPath", "id"],
    },
    references: {
      fk_administrator_reseller: { column: "resellerId", table: "reseller", onDelete: "CASCADE" },
      fk_administrator_domain: { column: "domainId", table: "domain", onDelete: "CASCADE" },
    },
  }),
  table("refresh_token", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      familyId: "varchar(36)",
      subjectKind: "varchar(16)",
      subjectId: "varchar(36)",
      passwordMark: "varchar(16)",
      tokenHash: "varchar(64)",
      createdAt: "bigint",
      expiresAt: "bigint",
      usedAt: "bigint?",
      revokedAt: "bigint?",
    },
    unique: {
      ux_refresh_token_hash: ["tokenHash"],
    },
    indexes: {
      ix_refresh_token_expiry: ["expiresAt"],
      ix_refresh_token_subject: ["subjectId", "id"],
      ix_refresh_token_family: ["familyId", "id"],
    },
  }),
  table("sign_in_limit", {
    primaryKey: ["bucket"],
    columns: {
      bucket: "varchar(64)",
      attempts: "integer",
      endsAt: "bigint",
    },
    indexes: {
      ix_sign_in_limit_end: ["endsAt"],
    },
  }),
  table("api_key", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      name: "varchar(100)",
      kind: "varchar(16)",
      resellerId: "varchar(36)?",
      resellerPath: "varchar(512)?",
      domainId: "varchar(36)?",
      secretHash: "varchar(64)",
      shownPrefix: "varchar(16)",
      createdAt: "bigint",
      lastUsedAt: "bigint?",
      revokedAt: "bigint?",
    },
    unique: {
      ux_api_key_hash: ["secretHash"],
    },
    indexes: {
      ix_api_key_path: ["resellerPath", "id"],
    },
    references: {
      fk_api_key_reseller: { column: "resellerId", table: "reseller", onDelete: "CASCADE" },
      fk_api_key_domain: { column: "domainId", table: "domain", onDelete: "CASCADE" },
    },
  }),
  table("trusted_issuer", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      name: "varchar(100)",
      resellerId: "varchar(36)?",
      resellerPath: "varchar(512)?",
      issuer: "varchar(255)",
      audience: "varchar(255)",
      algorithm: "varchar(16)",
      publicKeys: "text",
      allowedRoles: "text",
      isDisabled: "integer",
      createdAt: "bigint",
    },
    unique: {
      ux_trusted_issuer: ["issuer", "audience"],
    },
    indexes: {
      ix_trusted_issuer_path: ["resellerPath", "id"],
    },
    references: {
      fk_trusted_issuer_reseller: { column: "resellerId", table: "reseller", onDelete: "CASCADE" },
    },
  }),
];

/** The tenant tree, and who may sign in where in it. */
export class Tenancy1764000000002 implements MigrationInterface {
  name = "Tenancy1764000000002";

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const each of TABLES) await queryRunner.createTable(each.clone());
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const each of [...TABLES].reverse()) await queryRunner.dropTable(each.name);
  }
}
