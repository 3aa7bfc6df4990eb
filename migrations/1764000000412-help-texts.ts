import type { MigrationInterface, QueryRunner } from "typeorm";

/** What resellers wrote for their people's Help. */
export class HelpTexts1764000000412 implements MigrationInterface {
  readonly name = "HelpTexts1764000000412";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE reseller ADD COLUMN helpTexts text NULL");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE reseller DROP COLUMN helpTexts");
  }
}
