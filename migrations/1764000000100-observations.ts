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
  table("proposal", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      accountId: "varchar(36)",
      domainId: "varchar(36)",
      addressKey: "varchar(254)",
      state: "varchar(16)",
      messages: "bigint",
      days: "integer",
      firstSeenAt: "bigint",
      lastSeenAt: "bigint",
      authorizationId: "varchar(36)?",
      matchNumber: "varchar(2)?",
      createdAt: "bigint",
      decidedAt: "bigint?",
      decidedBy: "varchar(254)?",
    },
    unique: {
      ux_proposal: ["accountId", "addressKey"],
    },
    indexes: {
      ix_proposal_state: ["state", "id"],
      ix_proposal_domain: ["domainId", "id"],
    },
    references: {
      fk_proposal_account: { column: "accountId", table: "account", onDelete: "CASCADE" },
    },
  }),
  table("enforcement_hold", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      scopeKind: "varchar(16)",
      scopeId: "varchar(36)",
      resellerPath: "varchar(512)?",
      domainId: "varchar(36)?",
      state: "varchar(16)",
      enforcedAt: "bigint",
      unresolved: "bigint",
      threshold: "integer",
      scheduleBefore: "text?",
      scheduleHeld: "text",
      heldAt: "bigint",
      releasedAt: "bigint?",
      releasedBy: "varchar(254)?",
    },
    unique: {
      ux_enforcement_hold: ["scopeKind", "scopeId", "enforcedAt"],
    },
    indexes: {
      ix_enforcement_hold_domain: ["domainId", "id"],
      ix_enforcement_hold_path: ["resellerPath", "id"],
    },
  }),
  table("submission_trace", {
    primaryKey: ["trace"],
    columns: {
      trace: "varchar(64)",
      accountId: "varchar(36)",
      addressKey: "varchar(254)",
      seenAt: "bigint",
    },
    indexes: {
      ix_submission_trace_seen: ["seenAt"],
    },
  }),
  table("complaint", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      fingerprint: "varchar(64)",
      kind: "varchar(16)",
      feedbackType: "varchar(32)",
      accountId: "varchar(36)?",
      domainId: "varchar(36)?",
      addressKey: "varchar(254)?",
      isMismatched: "integer?",
      reportedAt: "bigint",
    },
    unique: {
      ux_complaint_fingerprint: ["fingerprint"],
    },
    indexes: {
      ix_complaint_domain: ["domainId", "reportedAt"],
      ix_complaint_account: ["accountId", "addressKey", "reportedAt"],
      ix_complaint_reported: ["reportedAt"],
    },
  }),
  table("alert_log", {
    primaryKey: ["kind", "subject", "period"],
    columns: {
      kind: "varchar(32)",
      subject: "varchar(64)",
      period: "varchar(32)",
      sentAt: "bigint",
    },
    indexes: {
      ix_alert_log_sent: ["sentAt"],
    },
  }),
  table("digest_unsubscription", {
    primaryKey: ["administratorId"],
    columns: {
      administratorId: "varchar(36)",
      at: "bigint",
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
