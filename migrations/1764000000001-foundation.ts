import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

const TABLES = [
  table("audit_event", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      sequence: "bigint",
      at: "bigint",
      action: "varchar(64)",
      actorKind: "varchar(16)",
      actorId: "varchar(36)?",
      actorLabel: "varchar(254)",
      subjectKind: "varchar(32)",
      subjectId: "varchar(36)?",
      subjectLabel: "varchar(254)",
      resellerPath: "varchar(512)?",
      domainId: "varchar(36)?",
      accountId: "varchar(36)?",
      before: "text?",
      after: "text?",
      reason: "text?",
      remoteAddress: "varchar(64)?",
      userAgent: "varchar(256)?",
      requestId: "varchar(64)?",
      hash: "varchar(64)",
    },
    unique: {
      ux_audit_event_sequence: ["sequence"],
    },
    indexes: {
      ix_audit_event_action: ["action", "sequence"],
      ix_audit_event_actor: ["actorId", "sequence"],
      ix_audit_event_subject: ["subjectId", "sequence"],
      ix_audit_event_account: ["accountId", "sequence"],
      ix_audit_event_domain: ["domainId", "sequence"],
      ix_audit_event_reseller: ["resellerPath", "sequence"],
    },
  }),
  table("audit_head", {
    primaryKey: ["id"],
    columns: {
      id: "integer",
      sequence: "bigint",
      hash: "varchar(64)",
    },
  }),
  table("revision_counter", {
    primaryKey: ["id"],
    columns: {
      id: "integer",
      value: "bigint",
    },
  }),
  table("feed_entry", {
    primaryKey: ["revision", "ordinal"],
    columns: {
      revision: "bigint",
      ordinal: "integer",
      kind: "varchar(32)",
      subjectId: "varchar(36)",
      domainId: "varchar(36)?",
      at: "bigint",
      change: "text",
    },
    indexes: {
      ix_feed_entry_at: ["at"],
    },
  }),
  table("outbox_mail", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      uniqueKey: "varchar(128)",
      messageId: "varchar(255)?",
      template: "varchar(32)",
      language: "varchar(16)",
      toAddress: "varchar(254)",
      returnPath: "varchar(254)?",
      parameters: "text",
      sealed: "text?",
      subjectId: "varchar(36)?",
      state: "varchar(16)",
      attempts: "integer",
      dueAt: "bigint",
      leasedBy: "varchar(64)?",
      lastError: "text?",
      createdAt: "bigint",
      sentAt: "bigint?",
    },
    unique: {
      ux_outbox_mail_key: ["uniqueKey"],
    },
    indexes: {
      ix_outbox_mail_subject: ["subjectId"],
      ix_outbox_mail_due: ["state", "dueAt"],
    },
  }),
  table("kept_mail", {
    primaryKey: ["id"],
    columns: {
      id: "varchar(36)",
      messageId: "varchar(255)",
      toAddress: "varchar(254)",
      subject: "varchar(998)",
      text: "text",
      html: "text",
      keptAt: "bigint",
    },
    unique: {
      ux_kept_mail_message: ["messageId"],
    },
    indexes: {
      ix_kept_mail_to: ["toAddress", "id"],
    },
  }),
];

/** What every write leaves behind: audit chain, feed, outbox. */
export class Foundation1764000000001 implements MigrationInterface {
  name = "Foundation1764000000001";

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const each of TABLES) await queryRunner.createTable(each.clone());
    await queryRunner.query("INSERT INTO audit_head (id, sequence, hash) VALUES (1, 0, ?)", ["0".repeat(64)]);
    await queryRunner.query("INSERT INTO revision_counter (id, value) VALUES (1, 0)");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const each of [...TABLES].reverse()) await queryRunner.dropTable(each.name);
  }
}
