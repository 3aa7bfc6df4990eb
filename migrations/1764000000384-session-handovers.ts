import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

/** Sign-ins that panels hand to a browser, and by which issuer a session began. */
export class SessionHandovers1764000000384 implements MigrationInterface {
  readonly name = "SessionHandovers1764000000384";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE refresh_token ADD COLUMN issuerId varchar(36) NULL");
    await runner.query("ALTER TABLE refresh_token ADD COLUMN isMultiFactor integer NULL");
    await runner.createTable(HANDOVERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(HANDOVERS.name);
    await runner.query("ALTER TABLE refresh_token DROP COLUMN isMultiFactor");
    await runner.query("ALTER TABLE refresh_token DROP COLUMN issuerId");
  }
}

const HANDOVERS = table("session_handover", {
  primaryKey: ["id"],
  columns: {
    id: "varchar(36)",
    secretHash: "varchar(64)",
    subjectKind: "varchar(16)",
    subjectId: "varchar(36)",
    issuerId: "varchar(36)",
    isMultiFactor: "integer",
    expiresAt: "bigint",
    openedAt: "bigint?",
    usedAt: "bigint?",
  },
  unique: { ux_session_handover_hash: ["secretHash"] },
  indexes: {
    ix_session_handover_issuer: ["issuerId"],
    ix_session_handover_expiry: ["expiresAt"],
  },
  references: {
    fk_session_handover_issuer: { column: "issuerId", table: "trusted_issuer", onDelete: "CASCADE" },
  },
});
