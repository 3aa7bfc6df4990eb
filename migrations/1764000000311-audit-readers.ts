import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

/** Each part of the tenant tree has its events in one range, from now on; what happened before stays in the trail. */
export class AuditReaders1764000000311 implements MigrationInterface {
  readonly name = "AuditReaders1764000000311";

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table("audit_reader", {
        primaryKey: ["readerKey", "sequence"],
        columns: { readerKey: "varchar(36)", sequence: "bigint" },
        indexes: { ix_audit_reader_sequence: ["sequence"] },
      }),
    );
    await runner.query("ALTER TABLE audit_event ADD COLUMN revision bigint NULL");
    await runner.query("ALTER TABLE audit_head ADD COLUMN followableFrom bigint NOT NULL DEFAULT 0");
    await runner.query("UPDATE audit_head SET followableFrom = sequence");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn("audit_head", "followableFrom");
    await runner.query("ALTER TABLE audit_event DROP COLUMN revision");
    await runner.dropTable("audit_reader");
  }
}
