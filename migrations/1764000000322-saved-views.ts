import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

/** Names that administrators gave to what their lists show. */
export class SavedViews1764000000322 implements MigrationInterface {
  readonly name = "SavedViews1764000000322";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      table("saved_view", {
        primaryKey: ["id"],
        columns: {
          id: "varchar(36)",
          administratorId: "varchar(36)",
          screen: "varchar(64)",
          name: "varchar(64)",
          query: "varchar(1000)",
          createdAt: "bigint",
        },
        unique: { ux_saved_view_name: ["administratorId", "screen", "name"] },
        references: {
          fk_saved_view_administrator: { column: "administratorId", table: "administrator", onDelete: "CASCADE" },
        },
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable("saved_view");
  }
}
