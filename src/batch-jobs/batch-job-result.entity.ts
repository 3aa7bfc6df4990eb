import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { ADDRESS_LENGTH, booleanColumn, identifierColumn, jsonColumn, textColumn } from "../database/index.js";
import { HoldsProblems, toGlobalId, VisibleTo } from "../graphql/index.js";
import { type DomainError, type GlobalId, type KeptRefusal, refusalFrom } from "../kernel/index.js";
import { BatchJob } from "./batch-job.entity.js";

const DIGITS = 5;

/** The place of an item as a text that sorts as the number does. */
export function placeOfItem(index: number): string {
  return String(index).padStart(DIGITS, "0");
}

/** What became of one item of a job. */
@Entity("batch_job_result")
@VisibleTo("WITH_PARENT")
@HoldsProblems()
@ObjectType({ description: "What became of one item of a batch that is done after its call." })
@Index("ux_batch_job_result_place", ["jobId", "place"], { unique: true })
@Index("ix_batch_job_result_refused", ["jobId", "isRefused", "place"])
export class BatchJobResult {
  @PrimaryColumn(identifierColumn())
  id: string;

  @Column(identifierColumn())
  jobId: string;

  @ManyToOne(() => BatchJob, { nullable: false, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "jobId", foreignKeyConstraintName: "fk_batch_job_result_job" })
  jobRow?: Relation<BatchJob>;

  @Column(textColumn(DIGITS))
  place: string;

  /** Type of what it is about. */
  @Column(textColumn(64))
  subjectKind: string;

  /** Null where it was refused or left as it was. */
  @Column(identifierColumn({ nullable: true }))
  subjectId: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "What you named it by in your list, where it was refused or left as it was: its id, else its address or name. Null where it was done, and of batches that were done before this was kept.",
  })
  @Column(textColumn(ADDRESS_LENGTH, { nullable: true }))
  named: string | null;

  @Column(jsonColumn({ nullable: true }))
  refusal: KeptRefusal | null;

  @Column(booleanColumn())
  isRefused: boolean;

  @Field(() => Int, { description: "Place among the items, from 0" })
  get index(): number {
    return Number(this.place);
  }

  @Field(() => ID, {
    name: "id",
    nullable: true,
    description: "Of what it is about, for `node`; null where it was refused or left as it was",
  })
  get subject(): GlobalId | null {
    return this.subjectId === null ? null : toGlobalId(this.subjectKind, this.subjectId);
  }

  get error(): DomainError | null {
    return this.refusal && refusalFrom(this.refusal);
  }
}
