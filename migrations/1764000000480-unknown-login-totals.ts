import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

/** Logins without an account by login, whatever the day, and what each sent as from now on. */
export class UnknownLoginTotals1764000000480 implements MigrationInterface {
  readonly name = "UnknownLoginTotals1764000000480";

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table("unknown_login_total", {
        primaryKey: ["loginKey"],
        columns: {
          loginKey: "varchar(254)",
          domainId: "varchar(36)?",
          messages: "bigint",
          firstSeenAt: "bigint",
          lastSeenAt: "bigint",
        },
        indexes: {
          ix_unknown_login_total_seen: ["lastSeenAt", "loginKey"],
          ix_unknown_login_total_messages: ["messages", "loginKey"],
          ix_unknown_login_total_domain: ["domainId", "lastSeenAt", "loginKey"],
          ix_unknown_login_total_domain_messages: ["domainId", "messages", "loginKey"],
        },
      }),
    );
    await runner.createTable(
      table("unknown_login_address", {
        primaryKey: ["loginKey", "addressKey"],
        columns: {
          loginKey: "varchar(254)",
          addressKey: "varchar(254)",
          messages: "bigint",
          lastSeenAt: "bigint",
        },
        indexes: { ix_unknown_login_address_seen: ["lastSeenAt"] },
      }),
    );
    await runner.query(
      `INSERT INTO unknown_login_total (loginKey, domainId, messages, firstSeenAt, lastSeenAt)
        SELECT loginKey, MAX(domainId), SUM(messages), MIN(firstSeenAt), MAX(lastSeenAt) FROM unknown_login
        GROUP BY loginKey`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("unknown_login_address");
    await runner.dropTable("unknown_login_total");
  }
}
