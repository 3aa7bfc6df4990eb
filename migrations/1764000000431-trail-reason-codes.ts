import type { MigrationInterface, QueryRunner } from "typeorm";

/** What the program itself gave as the reason of an event, as a code: each reader gets it in their own language. */
export class TrailReasonCodes1764000000431 implements MigrationInterface {
  readonly name = "TrailReasonCodes1764000000431";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE audit_event ADD COLUMN reasonCode text NULL");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE audit_event DROP COLUMN reasonCode");
  }
}
