import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { identifierColumn, numberColumn, STATE_LENGTH, textColumn } from "../database/index.js";

/** What a row counts; its `name` says which. */
export type StatisticKind =
  /** Messages by what the address is to the account (`SubmissionOutcomeName`). */
  | "SUBMISSION"
  /** Messages that were refused, by the reason of the decision. */
  | "REFUSED"
  /** Messages that enforcement would have refused and the server took, by the reason of the decision. */
  | "TAKEN"
  /** Requests for an address by what became of them (`QuestionOutcome`). */
  | "QUESTION";

/**
 * How often something happened in a part of the tree on a day. Each part that something happens in has a row of its own,
 * so that no reader adds up what is below; what was counted stays with whoever it was counted for when a tenant moves.
 */
@Entity("statistic_day")
@Index("ix_statistic_day_age", ["day"])
export class StatisticDay {
  /** `scopeKeyOf` of the part. */
  @PrimaryColumn(identifierColumn())
  scopeKey: string;

  @PrimaryColumn(textColumn(STATE_LENGTH))
  kind: StatisticKind;

  /** Days since 1970-01-01, in the part's zone that was in force when it was counted. */
  @PrimaryColumn("integer")
  day: number;

  @PrimaryColumn(textColumn(32))
  name: string;

  @Column(numberColumn())
  count: number;
}
