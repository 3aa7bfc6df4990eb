import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { identifierColumn, timeColumn } from "../database/index.js";

/** That an account used more foreign addresses on a day than a person has: its password may be stolen. */
@Entity("account_alarm")
@Index("ix_account_alarm_notified", ["notifiedAt"])
@Index("ix_account_alarm_day", ["day", "accountId"])
@Index("ix_account_alarm_domain", ["domainId", "day", "accountId"])
export class AccountAlarm {
  @PrimaryColumn(identifierColumn())
  accountId: string;

  /** Days since 1970-01-01, in the zone that was in force when the row was written. */
  @PrimaryColumn("integer")
  day: number;

  @Column(identifierColumn())
  domainId: string;

  /** Different unauthorized addresses that day. */
  @Column("integer")
  addresses: number;

  @Column(timeColumn())
  raisedAt: Date;

  /** When the administrators were told, or an earlier alarm of the same week told them. */
  @Column(timeColumn({ nullable: true }))
  notifiedAt: Date | null;
}
