import type { MigrationInterface, QueryRunner } from "typeorm";
import { createIndexes, dropIndexes } from "./tables.js";

const ALARMS = {
  ix_account_alarm_day: ["day", "accountId"],
  ix_account_alarm_domain: ["domainId", "day", "accountId"],
};

/** Alarms and complaints are listed, the latest first; of a complaint is kept by what its message was found. */
export class ComplaintLists1764000000314 implements MigrationInterface {
  readonly name = "ComplaintLists1764000000314";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE complaint ADD COLUMN joinedBy varchar(16)");
    await createIndexes(queryRunner, "account_alarm", ALARMS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropIndexes(queryRunner, "account_alarm", ALARMS);
    await queryRunner.query("ALTER TABLE complaint DROP COLUMN joinedBy");
  }
}
