import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import {
  ADDRESS_LENGTH,
  booleanColumn,
  DOMAIN_LENGTH,
  identifierColumn,
  STATE_LENGTH,
  textColumn,
  timeColumn,
} from "../../database/index.js";
import type { ComplaintJoin } from "./complaint-join.js";

/**
 * A recipient's complaint (RFC 5965) or a spam filter's verdict, joined to the account and address where that works; or
 * a complaint about a question of ours.
 */
@Entity("complaint")
@Index("ux_complaint_fingerprint", ["fingerprint"], { unique: true })
@Index("ix_complaint_domain", ["domainId", "reportedAt"])
@Index("ix_complaint_account", ["accountId", "addressKey", "reportedAt"])
@Index("ix_complaint_reported", ["reportedAt"])
@Index("ix_complaint_reporter", ["isTrusted", "reportedAt"])
export class Complaint {
  @PrimaryColumn(identifierColumn())
  id: string;

  /** SHA-256, hexadecimal, of reporter and message: one complaint for both, whatever else differs. */
  @Column(textColumn(64))
  fingerprint: string;

  @Column(textColumn(STATE_LENGTH))
  kind: "FEEDBACK" | "VERDICT" | "QUESTION";

  /** `abuse`, `fraud`, …; free text from outside, cut to its column. */
  @Column(textColumn(32))
  feedbackType: string;

  /** Null where no account was found. */
  @Column(identifierColumn({ nullable: true }))
  accountId: string | null;

  @Column(identifierColumn({ nullable: true }))
  domainId: string | null;

  @Column(textColumn(ADDRESS_LENGTH, { nullable: true }))
  addressKey: string | null;

  /** 1: sent under another address than the account's own. Null where no account was found. */
  @Column("integer", { nullable: true })
  isMismatched: number | null;

  /** Only those of trusted reporters move anything. */
  @Column(booleanColumn({ default: 0 }))
  isTrusted: boolean;

  /** A listed domain or network where it is trusted; else the domain that the report claims, or null. */
  @Column(textColumn(DOMAIN_LENGTH, { nullable: true }))
  reporter: string | null;

  /** By what its message was found; null where it was not, and of rows older than the column. */
  @Column(textColumn(16, { nullable: true }))
  joinedBy: ComplaintJoin | null;

  @Column(timeColumn())
  reportedAt: Date;
}
