import type { MigrationInterface, QueryRunner } from "typeorm";

const COLUMNS = [
  ["policy", "settingRanks text"],
  ["policy", "lockRanks text"],
  ["sender_authorization", "pausedBy varchar(513)"],
] as const;

/** Settings, locks and pauses remember the rank of whoever set them. What was there before is nobody's in particular. */
export class Ranks1764000000121 implements MigrationInterface {
  name = "Ranks1764000000121";

  // In SQL that both engines know: the schema builder would copy each table with its indexes on SQLite.
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, column] of COLUMNS) await queryRunner.query(`ALTER TABLE ${table} ADD COLUMN ${column}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [table, column] of [...COLUMNS].reverse()) {
      await queryRunner.query(`ALTER TABLE ${table} DROP COLUMN ${column.split(" ")[0]}`);
    }
  }
}
