import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

/** Batches that are done after their call: how far each is, the items that wait, and what became of the others. */
export class BatchJobs1764000000420 implements MigrationInterface {
  readonly name = "BatchJobs1764000000420";

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(JOBS);
    await runner.createTable(CHUNKS);
    await runner.createTable(RESULTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(RESULTS.name);
    await runner.dropTable(CHUNKS.name);
    await runner.dropTable(JOBS.name);
  }
}

const JOBS = table("batch_job", {
  primaryKey: ["id"],
  columns: {
    id: "varchar(36)",
    madeByKind: "varchar(16)?",
    madeById: "varchar(36)?",
    operation: "varchar(64)",
    list: "varchar(64)",
    subjectKind: "varchar(64)",
    common: "text",
    caller: "text",
    resellerId: "varchar(36)?",
    resellerPath: "varchar(512)?",
    domainId: "varchar(36)?",
    state: "varchar(16)",
    itemCount: "integer",
    doneCount: "integer",
    leftCount: "integer",
    refusedCount: "integer",
    failuresInARow: "integer",
    refusal: "text?",
    dueAt: "bigint?",
    createdAt: "bigint",
    beganAt: "bigint?",
    endedAt: "bigint?",
  },
  indexes: {
    ix_batch_job_due: ["dueAt"],
    ix_batch_job_path: ["resellerPath", "id"],
    ix_batch_job_domain: ["domainId", "id"],
    ix_batch_job_maker: ["madeById", "state"],
    ix_batch_job_ended: ["endedAt"],
  },
  references: {
    fk_batch_job_reseller: { column: "resellerId", table: "reseller", onDelete: "CASCADE" },
    fk_batch_job_domain: { column: "domainId", table: "domain", onDelete: "CASCADE" },
  },
});

const CHUNKS = table("batch_job_chunk", {
  primaryKey: ["id"],
  columns: {
    id: "varchar(36)",
    jobId: "varchar(36)",
    firstItem: "integer",
    itemCount: "integer",
    sealedItems: "text",
  },
  unique: { ux_batch_job_chunk_first: ["jobId", "firstItem"] },
  references: { fk_batch_job_chunk_job: { column: "jobId", table: "batch_job", onDelete: "CASCADE" } },
});

const RESULTS = table("batch_job_result", {
  primaryKey: ["id"],
  columns: {
    id: "varchar(36)",
    jobId: "varchar(36)",
    place: "varchar(5)",
    subjectKind: "varchar(64)",
    subjectId: "varchar(36)?",
    refusal: "text?",
    isRefused: "integer",
  },
  unique: { ux_batch_job_result_place: ["jobId", "place"] },
  indexes: { ix_batch_job_result_refused: ["jobId", "isRefused", "place"] },
  references: { fk_batch_job_result_job: { column: "jobId", table: "batch_job", onDelete: "CASCADE" } },
});
