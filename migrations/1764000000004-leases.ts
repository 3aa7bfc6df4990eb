import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

const JOB_LEASE = table("job_lease", {
  primaryKey: ["job"],
  columns: {
    job: "varchar(64)",
    heldBy: "varchar(64)?",
    dueAt: "bigint",
    finishedAt: "bigint?",
  },
});

/** Whose turn each periodic job is, where several workers run against one database. */
export class Leases1764000000004 implements MigrationInterface {
  name = "Leases1764000000004";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(JOB_LEASE.clone());
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable(JOB_LEASE.name);
  }
}
