import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

const SUMS = table("readiness_sum", {
  primaryKey: ["scopeKey", "days", "domainId"],
  columns: {
    scopeKey: "varchar(36)",
    days: "integer",
    domainId: "varchar(36)",
    messages: "bigint",
    refusedMessages: "bigint",
    refusedAccounts: "integer",
    refusedAddresses: "integer",
    unresolvedMessages: "bigint",
    unresolvedAccounts: "integer",
    unresolvedAddresses: "integer",
    dueAt: "bigint",
  },
  indexes: { ix_readiness_sum_domain: ["domainId"], ix_readiness_sum_due: ["dueAt", "scopeKey"] },
});

const MARKS = table("readiness_mark", {
  primaryKey: ["path", "domainId"],
  columns: { path: "varchar(512)", domainId: "varchar(36)", since: "bigint", marks: "integer" },
});

/** What each domain adds to the readiness of the scopes that it lies in. Until all are made, a report walks. */
export class ReadinessSums1764000000470 implements MigrationInterface {
  readonly name = "ReadinessSums1764000000470";

  async up(runner: QueryRunner): Promise<void> {
    for (const each of [SUMS, MARKS]) await runner.createTable(each);
    await runner.query("INSERT INTO readiness_mark (path, domainId, since, marks) VALUES ('', '', 0, 1)");
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of [MARKS, SUMS]) await runner.dropTable(name);
  }
}
