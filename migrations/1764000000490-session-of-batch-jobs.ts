import type { MigrationInterface, QueryRunner } from "typeorm";
import { createIndexes, dropIndexes } from "./tables.js";

const INDEXES = { ix_batch_job_session: ["sessionId", "state"] };

/** In which session a job was started, so that it ends with it. Jobs of before are not found by theirs. */
export class SessionOfBatchJobs1764000000490 implements MigrationInterface {
  readonly name = "SessionOfBatchJobs1764000000490";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE batch_job ADD COLUMN sessionId varchar(36) NULL");
    await createIndexes(runner, "batch_job", INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, "batch_job", INDEXES);
    await runner.query("ALTER TABLE batch_job DROP COLUMN sessionId");
  }
}
