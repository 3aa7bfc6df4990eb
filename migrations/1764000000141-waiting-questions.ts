import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

/** Questions over a budget wait for their turn, and their time to be answered begins when they were mailed. */
export class WaitingQuestions1764000000141 implements MigrationInterface {
  name = "WaitingQuestions1764000000141";

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const each of TABLES) await queryRunner.createTable(each);
    await queryRunner.query("ALTER TABLE verification ADD COLUMN answerHours integer NOT NULL DEFAULT 72");
    await queryRunner.query("ALTER TABLE verification ADD COLUMN releasedAt bigint");
    await queryRunner.query("UPDATE verification SET releasedAt = createdAt");
    // A column cannot be made nullable in place on SQLite.
    await queryRunner.query(`DROP INDEX ix_verification_expiry${isMySql(queryRunner) ? " ON verification" : ""}`);
    await queryRunner.query("ALTER TABLE verification RENAME COLUMN expiresAt TO oldExpiresAt");
    await queryRunner.query("ALTER TABLE verification ADD COLUMN expiresAt bigint");
    await queryRunner.query("UPDATE verification SET expiresAt = oldExpiresAt");
    await queryRunner.query("ALTER TABLE verification DROP COLUMN oldExpiresAt");
    await queryRunner.query("CREATE INDEX ix_verification_expiry ON verification (state, expiresAt)");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX ix_verification_expiry${isMySql(queryRunner) ? " ON verification" : ""}`);
    await queryRunner.query("ALTER TABLE verification RENAME COLUMN expiresAt TO newExpiresAt");
    await queryRunner.query("ALTER TABLE verification ADD COLUMN expiresAt bigint NOT NULL DEFAULT 0");
    await queryRunner.query(
      "UPDATE verification SET expiresAt = COALESCE(newExpiresAt, createdAt + answerHours * 3600000)",
    );
    await queryRunner.query("ALTER TABLE verification DROP COLUMN newExpiresAt");
    await queryRunner.query("CREATE INDEX ix_verification_expiry ON verification (state, expiresAt)");
    await queryRunner.query("ALTER TABLE verification DROP COLUMN releasedAt");
    await queryRunner.query("ALTER TABLE verification DROP COLUMN answerHours");
    for (const each of [...TABLES].reverse()) await queryRunner.dropTable(each.name);
  }
}

function isMySql({ connection }: QueryRunner): boolean {
  return connection.options.type !== "better-sqlite3";
}

const TABLES = [
  table("waiting_question", {
    primaryKey: ["verificationId"],
    columns: {
      verificationId: "varchar(36)",
      identityId: "varchar(36)",
      mailbox: "varchar(254)",
      targetDomain: "varchar(253)",
      resellerPath: "varchar(512)",
      domainId: "varchar(36)",
      accountId: "varchar(36)",
      isSilent: "integer",
      dueAt: "bigint",
    },
    indexes: {
      ix_waiting_question_due: ["dueAt", "targetDomain"],
      ix_waiting_question_target: ["targetDomain", "dueAt"],
      ix_waiting_question_identity: ["identityId"],
      ix_waiting_question_domain: ["domainId"],
    },
    references: {
      fk_waiting_question_verification: { column: "verificationId", table: "verification", onDelete: "CASCADE" },
    },
  }),
  table("question_turn", {
    primaryKey: ["targetDomain", "party"],
    columns: { targetDomain: "varchar(253)", party: "varchar(512)", servedAt: "bigint" },
    indexes: { ix_question_turn_served: ["servedAt"] },
  }),
];
