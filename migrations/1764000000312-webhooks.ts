import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

/** Where the changes of a scope are sent, each message with how it went, and up to which event there are messages. */
export class Webhooks1764000000312 implements MigrationInterface {
  readonly name = "Webhooks1764000000312";

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table("webhook", {
        primaryKey: ["id"],
        columns: {
          id: "varchar(36)",
          name: "varchar(100)",
          url: "varchar(2048)",
          kinds: "text?",
          resellerId: "varchar(36)?",
          resellerPath: "varchar(512)?",
          domainId: "varchar(36)?",
          readerKey: "varchar(36)?",
          makerKey: "varchar(36)?",
          madeByKind: "varchar(16)?",
          madeById: "varchar(36)?",
          setBy: "varchar(513)?",
          state: "varchar(16)",
          disabledBecause: "varchar(16)?",
          disabledBy: "varchar(513)?",
          sealedSecrets: "text",
          formerSecretUntil: "bigint?",
          fromSequence: "bigint",
          dueAt: "bigint?",
          pausedUntil: "bigint",
          heldUntil: "bigint",
          isSlow: "integer",
          failuresInARow: "integer",
          failingSince: "bigint?",
          lastDeliveredAt: "bigint?",
          createdAt: "bigint",
        },
        indexes: {
          ix_webhook_due: ["state", "isSlow", "dueAt"],
          ix_webhook_path: ["resellerPath", "id"],
          ix_webhook_domain: ["domainId", "id"],
          ix_webhook_reader: ["readerKey", "id"],
          ix_webhook_maker: ["madeById", "id"],
        },
        references: {
          fk_webhook_reseller: { column: "resellerId", table: "reseller", onDelete: "CASCADE" },
          fk_webhook_domain: { column: "domainId", table: "domain", onDelete: "CASCADE" },
        },
      }),
    );
    await runner.createTable(
      table("webhook_delivery", {
        primaryKey: ["id"],
        columns: {
          id: "varchar(36)",
          webhookId: "varchar(36)",
          sequence: "bigint?",
          subjectKey: "varchar(36)",
          type: "varchar(64)",
          state: "varchar(16)",
          attempts: "integer",
          dueAt: "bigint",
          createdAt: "bigint",
          endsAt: "bigint",
          lastAttemptAt: "bigint?",
          statusCode: "integer?",
          error: "varchar(255)?",
          excerpt: "text?",
          durationMs: "integer?",
          finishedAt: "bigint?",
        },
        indexes: {
          ix_webhook_delivery_due: ["webhookId", "state", "dueAt", "sequence"],
          ix_webhook_delivery_subject: ["webhookId", "state", "subjectKey", "sequence"],
          ix_webhook_delivery_list: ["webhookId", "id"],
          ix_webhook_delivery_finished: ["finishedAt"],
        },
        references: {
          fk_webhook_delivery_webhook: { column: "webhookId", table: "webhook", onDelete: "CASCADE" },
        },
      }),
    );
    await runner.createTable(
      table("webhook_position", { primaryKey: ["id"], columns: { id: "integer", sequence: "bigint" } }),
    );
    await runner.query("INSERT INTO webhook_position (id, sequence) SELECT 1, sequence FROM audit_head WHERE id = 1");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("webhook_position");
    await runner.dropTable("webhook_delivery");
    await runner.dropTable("webhook");
  }
}
