import type { MigrationInterface, QueryRunner } from "typeorm";

/** The owner types the number: none are offered any more, and what is counted are numbers, not picks. */
export class TypedNumber1764000000140 implements MigrationInterface {
  name = "TypedNumber1764000000140";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE verification DROP COLUMN offeredNumbers");
    await queryRunner.query("ALTER TABLE verification RENAME COLUMN wrongPicks TO wrongNumbers");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE verification RENAME COLUMN wrongNumbers TO wrongPicks");
    await queryRunner.query("ALTER TABLE verification ADD COLUMN offeredNumbers text NOT NULL DEFAULT '[]'");
  }
}
