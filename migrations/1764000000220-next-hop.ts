import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

const NEXT_HOP = table("next_hop", {
  primaryKey: ["id"],
  columns: { id: "integer", downSince: "bigint?", alarmedAt: "bigint?", lastError: "text?" },
});

/** Since when no mail leaves, known to all workers and over restarts, so that it is told once. */
export class NextHop1764000000220 implements MigrationInterface {
  name = "NextHop1764000000220";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(NEXT_HOP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable(NEXT_HOP);
  }
}
