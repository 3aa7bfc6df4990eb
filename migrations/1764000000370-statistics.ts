import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

const STATISTIC_DAY = table("statistic_day", {
  primaryKey: ["scopeKey", "kind", "day", "name"],
  columns: {
    scopeKey: "varchar(36)",
    kind: "varchar(16)",
    day: "integer",
    name: "varchar(32)",
    count: "bigint",
  },
  indexes: { ix_statistic_day_age: ["day"] },
});

const SENDER_DAY = table("sender_day", {
  primaryKey: ["scopeKey", "day", "accountId"],
  columns: { scopeKey: "varchar(36)", day: "integer", accountId: "varchar(36)", messages: "bigint" },
  indexes: { ix_sender_day_rank: ["scopeKey", "day", "messages"], ix_sender_day_age: ["day"] },
});

/** What happened in each part of the tree, by day. It begins with what happens from now on. */
export class Statistics1764000000370 implements MigrationInterface {
  readonly name = "Statistics1764000000370";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(STATISTIC_DAY);
    await queryRunner.createTable(SENDER_DAY);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable(SENDER_DAY);
    await queryRunner.dropTable(STATISTIC_DAY);
  }
}
