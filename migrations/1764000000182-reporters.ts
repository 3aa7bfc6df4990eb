import { type MigrationInterface, type QueryRunner, TableIndex } from "typeorm";

/**
 * Who complained, and whether they are believed. Feedback reports that are there came from anybody, so they count as
 * untrusted; verdicts came with a gateway's key. What a message is found by leads to one name for it, so that one message
 * is complained about once.
 */
export class Reporters1764000000182 implements MigrationInterface {
  name = "Reporters1764000000182";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE complaint ADD COLUMN isTrusted integer NOT NULL DEFAULT 0");
    await queryRunner.query("ALTER TABLE complaint ADD COLUMN reporter varchar(253)");
    await queryRunner.query("UPDATE complaint SET isTrusted = 1 WHERE kind = 'VERDICT'");
    await queryRunner.createIndex(
      "complaint",
      new TableIndex({ name: "ix_complaint_reporter", columnNames: ["isTrusted", "reportedAt"] }),
    );
    await queryRunner.query("ALTER TABLE submission_trace ADD COLUMN message varchar(64)");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE submission_trace DROP COLUMN message");
    await queryRunner.dropIndex("complaint", "ix_complaint_reporter");
    await queryRunner.query("ALTER TABLE complaint DROP COLUMN reporter");
    await queryRunner.query("ALTER TABLE complaint DROP COLUMN isTrusted");
  }
}
