import { Column, Entity, PrimaryColumn } from "typeorm";
import { longTextColumn, timeColumn } from "../database/index.js";

/**
 * The mail server that takes our mails (RFC 5321 2.3.10: the relay), one row: whether it takes any at the moment. There is
 * none before the first trouble.
 */
@Entity("next_hop")
export class NextHop {
  @PrimaryColumn("integer")
  id: number;

  /** Since when no mail leaves for a reason that is not the mail's own; null while mails leave. */
  @Column(timeColumn({ nullable: true }))
  downSince: Date | null;

  /** When this time of trouble was told; null before that, and while mails leave. */
  @Column(timeColumn({ nullable: true }))
  alarmedAt: Date | null;

  /** What went wrong last, at most 1,000 characters. */
  @Column(longTextColumn({ nullable: true }))
  lastError: string | null;
}
