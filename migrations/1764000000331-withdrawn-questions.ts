import type { MigrationInterface, QueryRunner } from "typeorm";

/** Which questions their asker withdrew: asked for again in time, the same one is taken up. */
export class WithdrawnQuestions1764000000331 implements MigrationInterface {
  name = "WithdrawnQuestions1764000000331";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE verification ADD COLUMN withdrawnAt bigint NULL");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE verification DROP COLUMN withdrawnAt");
  }
}
