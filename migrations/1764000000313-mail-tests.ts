import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

const MAIL_TEST = table("mail_test", {
  primaryKey: ["id"],
  columns: {
    id: "varchar(16)",
    testId: "varchar(36)",
    toAddress: "varchar(254)",
    code: "varchar(6)",
    askedAt: "bigint",
    arrivedAt: "bigint?",
    lastArrivedAt: "bigint?",
  },
});

/** The last test mail, and what the next server said when it took a mail. */
export class MailTests1764000000313 implements MigrationInterface {
  readonly name = "MailTests1764000000313";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(MAIL_TEST);
    await queryRunner.query("ALTER TABLE outbox_mail ADD COLUMN reply text");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE outbox_mail DROP COLUMN reply");
    await queryRunner.dropTable(MAIL_TEST);
  }
}
