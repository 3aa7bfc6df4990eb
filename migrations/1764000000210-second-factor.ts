import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

/** Authenticator apps, passkeys and recovery codes of administrators, and of whom they are required. */
export class SecondFactor1764000000210 implements MigrationInterface {
  readonly name = "SecondFactor1764000000210";

  async up(runner: QueryRunner): Promise<void> {
    // In SQL that both engines know: the schema builder would copy the table with its indexes on SQLite.
    await runner.query("ALTER TABLE administrator ADD COLUMN secondFactorSince bigint");
    for (const each of TABLES) await runner.createTable(each);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const each of [...TABLES].reverse()) await runner.dropTable(each.name);
    await runner.query("ALTER TABLE administrator DROP COLUMN secondFactorSince");
  }
}

const TABLES = [
  table("second_factor", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      administratorId: "varchar(36)",
      kind: "varchar(16)",
      name: "varchar(64)",
      sealedSecret: "text?",
      lastStep: "bigint?",
      credentialId: "text?",
      credentialHash: "varchar(64)?",
      publicKey: "text?",
      signatureCounter: "bigint?",
      transports: "text?",
      challenge: "varchar(64)?",
      createdAt: "bigint",
      confirmedAt: "bigint?",
      lastUsedAt: "bigint?",
    },
    unique: { ux_second_factor_credential: ["credentialHash"] },
    indexes: {
      ix_second_factor_administrator: ["administratorId", "id"],
      ix_second_factor_pending: ["confirmedAt", "createdAt"],
    },
    references: {
      fk_second_factor_administrator: { column: "administratorId", table: "administrator", onDelete: "CASCADE" },
    },
  }),
  table("recovery_code", {
    primaryKey: ["id"],
    columns: { id: "varchar(36)", administratorId: "varchar(36)", codeHash: "varchar(64)", usedAt: "bigint?" },
    indexes: { ix_recovery_code_administrator: ["administratorId", "codeHash"] },
    references: {
      fk_recovery_code_administrator: { column: "administratorId", table: "administrator", onDelete: "CASCADE" },
    },
  }),
  table("sign_in_challenge", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      tokenHash: "varchar(64)",
      administratorId: "varchar(36)",
      passwordMark: "varchar(16)",
      purpose: "varchar(16)",
      passkeyChallenge: "varchar(64)",
      triesLeft: "integer",
      expiresAt: "bigint",
      usedAt: "bigint?",
    },
    unique: { ux_sign_in_challenge_hash: ["tokenHash"] },
    indexes: {
      ix_sign_in_challenge_administrator: ["administratorId"],
      ix_sign_in_challenge_expiry: ["expiresAt"],
    },
    references: {
      fk_sign_in_challenge_administrator: { column: "administratorId", table: "administrator", onDelete: "CASCADE" },
    },
  }),
  table("second_factor_rule", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      resellerId: "varchar(36)?",
      resellerPath: "varchar(512)?",
      setBy: "varchar(513)?",
      setAt: "bigint",
    },
    unique: { ux_second_factor_rule_path: ["resellerPath"] },
    references: {
      fk_second_factor_rule_reseller: { column: "resellerId", table: "reseller", onDelete: "CASCADE" },
    },
  }),
];
