import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

const WINDOW_COUNT = table("window_count", {
  primaryKey: ["bucket"],
  columns: { bucket: "varchar(64)", used: "integer", endsAt: "bigint" },
  indexes: { ix_window_count_ends: ["endsAt"] },
});

const SIGN_IN_LIMIT = table("sign_in_limit", {
  primaryKey: ["bucket"],
  columns: { bucket: "varchar(64)", attempts: "integer", endsAt: "bigint" },
  indexes: { ix_sign_in_limit_end: ["endsAt"] },
});

const REQUEST_BUDGET = table("request_budget", {
  primaryKey: ["bucket"],
  columns: { bucket: "varchar(64)", used: "integer", endsAt: "bigint" },
  indexes: { ix_request_budget_ends: ["endsAt"] },
});

/** One table counts what two did. Buckets are hashes of the same texts as before, so nobody's tries begin anew. */
export class WindowCount1764000000270 implements MigrationInterface {
  name = "WindowCount1764000000270";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(WINDOW_COUNT);
    // Where this was undone once, each table has the rows of both.
    await queryRunner.query(
      `INSERT INTO window_count (bucket, used, endsAt) SELECT bucket, attempts, endsAt FROM sign_in_limit
        UNION ALL SELECT bucket, used, endsAt FROM request_budget
          WHERE bucket NOT IN (SELECT bucket FROM sign_in_limit)`,
    );
    await queryRunner.dropTable(SIGN_IN_LIMIT);
    await queryRunner.dropTable(REQUEST_BUDGET);
  }

  /** Which row counted what is not known: each table gets all, and finds its own. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(SIGN_IN_LIMIT);
    await queryRunner.createTable(REQUEST_BUDGET);
    for (const [name, used] of [
      ["sign_in_limit", "attempts"],
      ["request_budget", "used"],
    ]) {
      await queryRunner.query(
        `INSERT INTO ${name} (bucket, ${used}, endsAt) SELECT bucket, used, endsAt FROM window_count`,
      );
    }
    await queryRunner.dropTable(WINDOW_COUNT);
  }
}
