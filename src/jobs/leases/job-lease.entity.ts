import { Column, Entity, PrimaryColumn } from "typeorm";
import { textColumn, timeColumn } from "../../database/index.js";

/** Whose turn a periodic job is, and when the next one comes. */
@Entity("job_lease")
export class JobLease {
  @PrimaryColumn(textColumn(64))
  job: string;

  /** The process at work; null between two turns. */
  @Column(textColumn(64, { nullable: true }))
  heldBy: string | null;

  /** From when on any process may take the turn: the next one, or that of a process that died with it. */
  @Column(timeColumn())
  dueAt: Date;

  @Column(timeColumn({ nullable: true }))
  finishedAt: Date | null;
}
