import { type MigrationInterface, type QueryRunner, TableIndex } from "typeorm";
import { tableColumn } from "./tables.js";

/** What another mail server had against us, and when it said so last: beside the mail, because no address is at fault. */
export class RefusedMails1764000000150 implements MigrationInterface {
  name = "RefusedMails1764000000150";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn("outbox_mail", tableColumn("refusedAt", "bigint?"));
    await queryRunner.addColumn("outbox_mail", tableColumn("refusal", "text?"));
    await queryRunner.createIndex(
      "outbox_mail",
      new TableIndex({ name: "ix_outbox_mail_refused", columnNames: ["refusedAt"] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex("outbox_mail", "ix_outbox_mail_refused");
    await queryRunner.dropColumn("outbox_mail", "refusal");
    await queryRunner.dropColumn("outbox_mail", "refusedAt");
  }
}
