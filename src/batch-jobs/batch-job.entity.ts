import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { type KeptCaller, MadeNode } from "../access/index.js";
import {
  identifierColumn,
  jsonColumn,
  RESELLER_PATH_LENGTH,
  STATE_LENGTH,
  textColumn,
  timeColumn,
} from "../database/index.js";
import { DateTimeScalar, HoldsProblems, Node, VisibleTo } from "../graphql/index.js";
import { type DomainError, type KeptRefusal, refusalFrom } from "../kernel/index.js";
import { Domain, Reseller } from "../tenancy/index.js";
import { BatchJobState } from "./batch-job-states.js";

/** How long a job that has ended is kept, with its results. */
export const BATCH_JOB_DAYS = 30;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** A batch that is done after its call. It lies where whoever started it administers. */
@Entity("batch_job")
@VisibleTo("ADMINISTERED")
@HoldsProblems()
@ObjectType({
  implements: Node,
  description:
    "A batch that is done after its call, some items at a time. It is seen by whoever started it and by those above.",
})
@Index("ix_batch_job_due", ["dueAt"])
@Index("ix_batch_job_path", ["resellerPath", "id"])
@Index("ix_batch_job_domain", ["domainId", "id"])
@Index("ix_batch_job_maker", ["madeById", "state"])
@Index("ix_batch_job_session", ["sessionId", "state"])
@Index("ix_batch_job_ended", ["endedAt"])
export class BatchJob extends MadeNode {
  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "Name of the mutation that was called" })
  @Column(textColumn(64))
  operation: string;

  /** Name of the list of items in its input. */
  @Column(textColumn(64))
  list: string;

  /** Type of what its items are about. */
  @Column(textColumn(64))
  subjectKind: string;

  /** Its input without the items. */
  @Column(jsonColumn())
  common: Readonly<Record<string, unknown>>;

  @Column(jsonColumn())
  caller: KeptCaller;

  /** In which it was started; null for keys and for tokens of issuers. */
  @Column(identifierColumn({ nullable: true }))
  sessionId: string | null;

  /** Null for the whole platform. */
  @Column(identifierColumn({ nullable: true }))
  resellerId: string | null;

  @ManyToOne(() => Reseller, { nullable: true, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "resellerId", foreignKeyConstraintName: "fk_batch_job_reseller" })
  resellerRow?: Relation<Reseller> | null;

  @Column(textColumn(RESELLER_PATH_LENGTH, { nullable: true }))
  resellerPath: string | null;

  @Column(identifierColumn({ nullable: true }))
  domainId: string | null;

  @ManyToOne(() => Domain, { nullable: true, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "domainId", foreignKeyConstraintName: "fk_batch_job_domain" })
  domainRow?: Relation<Domain> | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => BatchJobState, { description: "How far it is" })
  @Column(textColumn(STATE_LENGTH))
  readonly state: BatchJobState;

  @VisibleTo("WITH_PARENT")
  @Field(() => Int, { description: "Its items" })
  @Column("integer")
  itemCount: number;

  @VisibleTo("WITH_PARENT")
  @Field(() => Int, { description: "Items that are done" })
  @Column("integer")
  doneCount: number;

  @VisibleTo("WITH_PARENT")
  @Field(() => Int, { description: "Items that were left as they were" })
  @Column("integer")
  leftCount: number;

  @VisibleTo("WITH_PARENT")
  @Field(() => Int, { description: "Items that were refused" })
  @Column("integer")
  refusedCount: number;

  @Column("integer")
  failuresInARow: number;

  /** Why it could not go on. */
  @Column(jsonColumn({ nullable: true }))
  refusal: KeptRefusal | null;

  /** From when on a worker may take it up, the next one or that after one that died with it; null once it has ended. */
  @Column(timeColumn({ nullable: true }))
  dueAt: Date | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar)
  @Column(timeColumn())
  createdAt: Date;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { nullable: true, description: "Null while it waits" })
  @Column(timeColumn({ nullable: true }))
  beganAt: Date | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { nullable: true, description: "Null until nothing more of it is done" })
  @Column(timeColumn({ nullable: true }))
  endedAt: Date | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it is forgotten with its results; null until it has ended",
  })
  get keptUntil(): Date | null {
    return this.endedAt && new Date(this.endedAt.getTime() + BATCH_JOB_DAYS * DAY_MS);
  }

  /** Items that were tried: those before it in the caller's list. */
  get triedCount(): number {
    return this.doneCount + this.leftCount + this.refusedCount;
  }

  get error(): DomainError | null {
    return this.refusal && refusalFrom(this.refusal);
  }
}
