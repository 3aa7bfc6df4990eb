import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { identifierColumn, numberColumn, timeColumn } from "../../../database/index.js";

/**
 * What a domain adds to the readiness of a scope that it lies in: a row for each of its scopes, whose moments and days
 * may differ. A domain without mail has none. Whoever changes what a row rests on marks its domain in the same transaction.
 */
@Entity("readiness_sum")
@Index("ix_readiness_sum_domain", ["domainId"])
@Index("ix_readiness_sum_due", ["dueAt", "scopeKey"])
export class ReadinessSum {
  /** `scopeKeyOf` the platform or a reseller. */
  @PrimaryColumn(identifierColumn())
  scopeKey: string;

  /** How many days back; 0 for those that the scope's policy says. */
  @PrimaryColumn("integer")
  days: number;

  @PrimaryColumn(identifierColumn())
  domainId: string;

  /** All mail of the days before the last, which is not over. */
  @Column(numberColumn())
  messages: number;

  @Column(numberColumn())
  refusedMessages: number;

  @Column("integer")
  refusedAccounts: number;

  @Column("integer")
  refusedAddresses: number;

  @Column(numberColumn())
  unresolvedMessages: number;

  @Column("integer")
  unresolvedAccounts: number;

  @Column("integer")
  unresolvedAddresses: number;

  /** From then on it is another one though nobody changes anything: a day is over, a right ends, a mode begins. */
  @Column(timeColumn())
  dueAt: Date;
}
