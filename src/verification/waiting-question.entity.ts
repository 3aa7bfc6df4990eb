import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import {
  ADDRESS_LENGTH,
  booleanColumn,
  DOMAIN_LENGTH,
  identifierColumn,
  RESELLER_PATH_LENGTH,
  textColumn,
  timeColumn,
} from "../database/index.js";
import { Verification } from "./verification.entity.js";

/** A question whose turn has not come, as a budget is used up. It leaves this table when its mail is written. */
@Entity("waiting_question")
@Index("ix_waiting_question_due", ["dueAt", "targetDomain"])
@Index("ix_waiting_question_target", ["targetDomain", "dueAt"])
@Index("ix_waiting_question_identity", ["identityId"])
@Index("ix_waiting_question_domain", ["domainId"])
export class WaitingQuestion {
  /** In the order of asking (UUID version 7), which is the order among those of one account. */
  @PrimaryColumn(identifierColumn())
  verificationId: string;

  @ManyToOne(() => Verification, { nullable: false, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "verificationId", foreignKeyConstraintName: "fk_waiting_question_verification" })
  verificationRow?: Relation<Verification>;

  @Column(identifierColumn())
  identityId: string;

  /** What its budget is kept by: the address without its subaddress. */
  @Column(textColumn(ADDRESS_LENGTH))
  mailbox: string;

  @Column(textColumn(DOMAIN_LENGTH))
  targetDomain: string;

  @Column(textColumn(RESELLER_PATH_LENGTH))
  resellerPath: string;

  /** Of the asking account. */
  @Column(identifierColumn())
  domainId: string;

  @Column(identifierColumn())
  accountId: string;

  /** Takes its turn like the others, so that it looks like them, and is not mailed. */
  @Column(booleanColumn())
  isSilent: boolean;

  /** Before then no budget that it needs can have room. */
  @Column(timeColumn())
  dueAt: Date;
}

/** What a question needs to take its turn, whether it waited for it or not. */
export type QuestionToAsk = Omit<WaitingQuestion, "verificationRow">;

/** When a reseller or an account last had a turn at a domain: whoever waited longest goes first. */
@Entity("question_turn")
@Index("ix_question_turn_served", ["servedAt"])
export class QuestionTurn {
  @PrimaryColumn(textColumn(DOMAIN_LENGTH))
  targetDomain: string;

  /** A reseller's path, or an account's id. */
  @PrimaryColumn(textColumn(RESELLER_PATH_LENGTH))
  party: string;

  @Column(timeColumn())
  servedAt: Date;
}
