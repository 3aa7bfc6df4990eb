import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { identifierColumn, numberColumn } from "../database/index.js";

/** How many messages an account sent on a day, once for each part of the tree that it is in, which ranks its own. */
@Entity("sender_day")
@Index("ix_sender_day_rank", ["scopeKey", "day", "messages"])
@Index("ix_sender_day_age", ["day"])
export class SenderDay {
  /** `scopeKeyOf` of the part. */
  @PrimaryColumn(identifierColumn())
  scopeKey: string;

  /** Days since 1970-01-01, in the part's zone that was in force when it was counted. */
  @PrimaryColumn("integer")
  day: number;

  @PrimaryColumn(identifierColumn())
  accountId: string;

  @Column(numberColumn())
  messages: number;
}
