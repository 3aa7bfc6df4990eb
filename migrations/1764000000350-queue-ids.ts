import type { MigrationInterface, QueryRunner } from "typeorm";
import { createIndexes, dropIndexes } from "./tables.js";

const INDEXES = { ix_submission_trace_queue: ["queueId"] };

/** Messages are found by a part of their queue id, and tell whether they were turned away. */
export class QueueIds1764000000350 implements MigrationInterface {
  name = "QueueIds1764000000350";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE submission_trace ADD COLUMN queueId varchar(64) NULL");
    await runner.query("ALTER TABLE submission_trace ADD COLUMN isRefused integer NULL");
    await createIndexes(runner, "submission_trace", INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, "submission_trace", INDEXES);
    await runner.query("ALTER TABLE submission_trace DROP COLUMN isRefused");
    await runner.query("ALTER TABLE submission_trace DROP COLUMN queueId");
  }
}
