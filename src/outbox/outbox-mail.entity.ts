import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import {
  ADDRESS_LENGTH,
  identifierColumn,
  jsonColumn,
  longTextColumn,
  STATE_LENGTH,
  textColumn,
  timeColumn,
} from "../database/index.js";

export type OutboxState = "QUEUED" | "LEASED" | "SENT" | "DEAD" | "CANCELLED";

/**
 * One mail to be sent after the transaction that wrote it has committed. It holds what the template needs, not the text:
 * links carry tokens, which exist only sealed in `sealed`, wiped once the mail is sent.
 */
@Entity("outbox_mail")
@Index("ix_outbox_mail_due", ["state", "dueAt"])
@Index("ix_outbox_mail_state", ["state", "id"])
@Index("ix_outbox_mail_subject", ["subjectId"])
@Index("ix_outbox_mail_refused", ["refusedAt"])
export class OutboxMail {
  @PrimaryColumn(identifierColumn())
  id: string;

  /** What must happen once only, for instance `question:<verification id>`. */
  @Index("ux_outbox_mail_key", { unique: true })
  @Column(textColumn(128))
  uniqueKey: string;

  /** Given at the first attempt and the same over all later ones, so that a doubled send can be recognised. */
  @Column(textColumn(255, { nullable: true }))
  messageId: string | null;

  @Column(textColumn(32))
  template: string;

  @Column(textColumn(16))
  language: string;

  @Column(textColumn(ADDRESS_LENGTH))
  toAddress: string;

  /** Envelope return path; null for the platform's sender. */
  @Column(textColumn(ADDRESS_LENGTH, { nullable: true }))
  returnPath: string | null;

  @Column(jsonColumn())
  parameters: Record<string, unknown>;

  /** AES-256-GCM over the secret parameters (base64url); null when there are none or the mail is done. */
  @Column(longTextColumn({ nullable: true }))
  sealed: string | null;

  /** The row the mail is about: a verification, an account. */
  @Column(identifierColumn({ nullable: true }))
  subjectId: string | null;

  @Column(textColumn(STATE_LENGTH))
  readonly state: OutboxState;

  /** Counted when an attempt begins, so that one which kills its worker counts too. */
  @Column("integer")
  attempts: number;

  /** When it may be sent, tried again, or (leased) taken from a worker that died. */
  @Column(timeColumn())
  dueAt: Date;

  @Column(textColumn(64, { nullable: true }))
  leasedBy: string | null;

  @Column(longTextColumn({ nullable: true }))
  lastError: string | null;

  /** When a server last refused it for our sake (network, sender, signature, content); null where none did. */
  @Column(timeColumn({ nullable: true }))
  refusedAt: Date | null;

  /** That server's words, at most 1,000 characters. */
  @Column(longTextColumn({ nullable: true }))
  refusal: string | null;

  /** The next server's, when it took the mail; at most 1,000 characters. */
  @Column(longTextColumn({ nullable: true }))
  reply: string | null;

  /** Of the work that queued it (W3C Trace Context), for the spans of its delivery; null where nobody records them. */
  @Column(textColumn(55, { nullable: true }))
  traceparent: string | null;

  @Column(timeColumn())
  createdAt: Date;

  @Column(timeColumn({ nullable: true }))
  sentAt: Date | null;
}
