import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

const TABLES = [
  table("observation_day", {
    primaryKey: ["domainId", "accountId", "day", "addressKey"],
    columns: {
      domainId: "varchar(36)",
      accountId: "varchar(36)",
      day: "integer",
      addressKey: "varchar(254)",
      isLogin: "integer",
      own: "bigint",
      authorized: "bigint",
      unauthorized: "bigint",
      refused: "bigint",
      besides: "bigint",
      firstSeenAt: "bigint",
      lastSeenAt: "bigint",
      sources: "integer",
    },
    indexes: {
      ix_observation_day_age: ["isLogin", "day"],
    },
  }),
  table("observation_pair", {
    primaryKey: ["domainId", "accountId", "day", "addressKey", "besideKey"],
    columns: {
      domainId: "varchar(36)",
      accountId: "varchar(36)",
      day: "integer",
      addressKey: "varchar(254)",
      besideKey: "varchar(254)",
      messages: "bigint",
    },
  }),
  table("observation_total", {
    primaryKey: ["domainId", "day"],
    columns: {
      domainId: "varchar(36)",
      day: "integer",
      own: "bigint",
      authorized: "bigint",
      unauthorized: "bigint",
      refused: "bigint",
    },
    indexes: {
      ix_observation_total_day: ["day"],
    },
  }),
  table("unknown_login", {
    primaryKey: ["day", "loginKey"],
    columns: {
      day: "integer",
      loginKey: "varchar(254)",
      messages: "bigint",
      firstSeenAt: "bigint",
      lastSeenAt: "bigint",
    },
  }),
  table("report_batch", {
    primaryKey: ["apiKeyId", "batchId"],
    columns: {
      apiKeyId: "varchar(36)",
      batchId: "varchar(128)",
      receivedAt: "bigint",
      accepted: "integer",
      unknownLogins: "integer",
      skipped: "integer",
    },
    indexes: {
      ix_report_batch_received: ["receivedAt"],
    },
  }),
  table("account_alarm", {
    primaryKey: ["accountId", "day"],
    columns: {
      accountId: "varchar(36)",
      day: "integer",
      domainId: "varchar(36)",
      addresses: "integer",
      raisedAt: "bigint",
      notifiedAt: "bigint?",
    },
    indexes: {
      ix_account_alarm_notified: ["notifiedAt"],
    },
  }),
  table("ingest_position", {
    primaryKey: ["source", "part"],
    columns: {
      source: "varchar(128)",
      part: "integer",
      text: "text",
      savedAt: "bigint",
    },
    indexes: {
      ix_ingest_position_saved: ["savedAt"],
    },
  }),
];

/** What accounts were seen to send as, and how far each source has been counted. */
export class Observations1764000000100 implements MigrationInterface {
  name = "Observations1764000000100";

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const each of TABLES) await queryRunner.createTable(each.clone());
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const each of [...TABLES].reverse()) await queryRunner.dropTable(each.name);
  }
}
