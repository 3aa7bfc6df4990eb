import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

const REPORTED_MAILBOX = table("reported_mailbox", {
  primaryKey: ["mailbox"],
  columns: { mailbox: "varchar(254)", reportedAt: "bigint", provider: "varchar(253)" },
});

/** Mailboxes whose readers reported a question as spam. */
export class ReportedMailboxes1764000000240 implements MigrationInterface {
  name = "ReportedMailboxes1764000000240";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(REPORTED_MAILBOX);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable(REPORTED_MAILBOX);
  }
}
