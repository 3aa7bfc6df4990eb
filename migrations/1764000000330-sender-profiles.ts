import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

const SENDER_PROFILE = table("sender_profile", {
  primaryKey: ["id"],
  columns: {
    id: "varchar(36)",
    authorizationId: "varchar(36)",
    accountId: "varchar(36)",
    version: "integer",
    displayName: "varchar(200)",
    organization: "varchar(200)?",
    replyTo: "text?",
    bcc: "text?",
    signature: "text?",
    defaultSince: "bigint?",
    updatedBy: "varchar(254)?",
    createdAt: "bigint",
    updatedAt: "bigint",
  },
  indexes: {
    ix_sender_profile_authorization: ["authorizationId", "id"],
    ix_sender_profile_default: ["accountId", "defaultSince"],
  },
  references: {
    fk_sender_profile_authorization: { column: "authorizationId", table: "sender_authorization", onDelete: "CASCADE" },
  },
});

const SIGNATURE_PART = table("signature_part", {
  primaryKey: ["profileId", "position"],
  columns: { profileId: "varchar(36)", position: "integer", html: "text" },
  references: { fk_signature_part_profile: { column: "profileId", table: "sender_profile", onDelete: "CASCADE" } },
});

/** In the order of the columns as they were before. */
const MOVED = {
  displayName: "varchar(200) NOT NULL DEFAULT ''",
  organization: "varchar(200) NULL",
  replyTo: "varchar(254) NULL",
  bcc: "varchar(254) NULL",
  signature: "text NULL",
  isDefault: "integer NOT NULL DEFAULT 0",
};

/** One right has several profiles, each with its version. The first keeps the id of its right. */
export class SenderProfiles1764000000330 implements MigrationInterface {
  name = "SenderProfiles1764000000330";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(SENDER_PROFILE);
    await queryRunner.createTable(SIGNATURE_PART);
    await queryRunner.query(
      `INSERT INTO sender_profile (id, authorizationId, accountId, version, displayName, organization, replyTo, bcc,
          signature, defaultSince, createdAt, updatedAt)
        SELECT id, id, accountId, 1, displayName, organization, replyTo, bcc, signature,
          CASE WHEN isDefault = 1 THEN updatedAt END, createdAt, updatedAt FROM sender_authorization`,
    );
    for (const column of Object.keys(MOVED)) {
      await queryRunner.query(`ALTER TABLE sender_authorization DROP COLUMN ${column}`);
    }
  }

  // What the columns cannot hold is lost: further profiles, lists of addresses, HTML signatures.
  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [column, type] of Object.entries(MOVED)) {
      await queryRunner.query(`ALTER TABLE sender_authorization ADD COLUMN ${column} ${type}`);
    }
    const first = (value: string) =>
      `(SELECT ${value} FROM sender_profile WHERE sender_profile.id =
        (SELECT MIN(other.id) FROM sender_profile other WHERE other.authorizationId = sender_authorization.id))`;
    const short = (column: string) => first(`CASE WHEN LENGTH(${column}) <= 254 THEN ${column} END`);
    await queryRunner.query(
      `UPDATE sender_authorization SET displayName = COALESCE(${first("displayName")}, ''),
        organization = ${first("organization")}, replyTo = ${short("replyTo")}, bcc = ${short("bcc")},
        signature = ${first("signature")}, isDefault = COALESCE(${first("CASE WHEN defaultSince IS NULL THEN 0 ELSE 1 END")}, 0)`,
    );
    await queryRunner.dropTable(SIGNATURE_PART);
    await queryRunner.dropTable(SENDER_PROFILE);
  }
}
