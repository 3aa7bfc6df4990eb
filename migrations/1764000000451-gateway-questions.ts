import type { MigrationInterface, QueryRunner } from "typeorm";

/** What a gateway's refusals advise, when it was last asked, and when about a From header. */
export class GatewayQuestions1764000000451 implements MigrationInterface {
  readonly name = "GatewayQuestions1764000000451";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE gateway ADD COLUMN refusalAdvice varchar(8) NULL");
    await runner.query("ALTER TABLE gateway ADD COLUMN askedAt bigint NULL");
    await runner.query("ALTER TABLE gateway ADD COLUMN fromAskedAt bigint NULL");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE gateway DROP COLUMN fromAskedAt");
    await runner.query("ALTER TABLE gateway DROP COLUMN askedAt");
    await runner.query("ALTER TABLE gateway DROP COLUMN refusalAdvice");
  }
}
