import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { identifierColumn, longTextColumn } from "../database/index.js";
import { BatchJob } from "./batch-job.entity.js";

/** Items of a job that are done in one transaction. The row goes with it. */
@Entity("batch_job_chunk")
@Index("ux_batch_job_chunk_first", ["jobId", "firstItem"], { unique: true })
export class BatchJobChunk {
  @PrimaryColumn(identifierColumn())
  id: string;

  @Column(identifierColumn())
  jobId: string;

  @ManyToOne(() => BatchJob, { nullable: false, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "jobId", foreignKeyConstraintName: "fk_batch_job_chunk_job" })
  jobRow?: Relation<BatchJob>;

  /** Place of the first of them in the caller's list, from 0. */
  @Column("integer")
  firstItem: number;

  @Column("integer")
  itemCount: number;

  @Column(longTextColumn())
  sealedItems: string;
}
