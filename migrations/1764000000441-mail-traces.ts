import type { MigrationInterface, QueryRunner } from "typeorm";

/** From which request a mail is, for the spans of its delivery. */
export class MailTraces1764000000441 implements MigrationInterface {
  readonly name = "MailTraces1764000000441";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE outbox_mail ADD COLUMN traceparent varchar(55) NULL");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE outbox_mail DROP COLUMN traceparent");
  }
}
