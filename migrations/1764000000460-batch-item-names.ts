import type { MigrationInterface, QueryRunner } from "typeorm";

/** What its caller named an item of a batch by, where it was refused or left. */
export class BatchItemNames1764000000460 implements MigrationInterface {
  readonly name = "BatchItemNames1764000000460";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE batch_job_result ADD COLUMN named varchar(254) NULL");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE batch_job_result DROP COLUMN named");
  }
}
