import type { MigrationInterface, QueryRunner } from "typeorm";

/** What it takes to turn a dismissal, or the release of a hold, of minutes ago round. */
export class UndoneDismissals1764000000383 implements MigrationInterface {
  readonly name = "UndoneDismissals1764000000383";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE proposal ADD COLUMN dismissal text NULL");
    await queryRunner.query("ALTER TABLE enforcement_hold ADD COLUMN releasedRank varchar(513) NULL");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE enforcement_hold DROP COLUMN releasedRank");
    await queryRunner.query("ALTER TABLE proposal DROP COLUMN dismissal");
  }
}
