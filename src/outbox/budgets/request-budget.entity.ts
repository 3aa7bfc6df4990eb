import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { textColumn, timeColumn } from "../../database/index.js";

/** How much of one window (an account's day, a mailbox's day, a domain's hour) is used, over all tenants. */
@Entity("request_budget")
@Index("ix_request_budget_ends", ["endsAt"])
export class RequestBudget {
  /** SHA-256, hexadecimal, of the bucket's name and its window. */
  @PrimaryColumn(textColumn(64))
  bucket: string;

  @Column("integer")
  used: number;

  @Column(timeColumn())
  endsAt: Date;
}
