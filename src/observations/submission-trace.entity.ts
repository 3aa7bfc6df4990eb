import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { ADDRESS_LENGTH, identifierColumn, textColumn, timeColumn } from "../database/index.js";

/**
 * Which account sent a message under which address, by the message's queue id, Message-ID or trace token, for complaints
 * that come days later. Only for messages under another address than the account's own: those find their account by their sender.
 */
@Entity("submission_trace")
@Index("ix_submission_trace_seen", ["seenAt"])
export class SubmissionTrace {
  /** SHA-256, hexadecimal, of `queue <id>`, `message <id>` or `token <token>`. */
  @PrimaryColumn(textColumn(64))
  trace: string;

  @Column(identifierColumn())
  accountId: string;

  @Column(textColumn(ADDRESS_LENGTH))
  addressKey: string;

  /** The first of the traces of the message: the same for all that it can be found by. Null in rows from before. */
  @Column(textColumn(64, { nullable: true }))
  message: string | null;

  @Column(timeColumn())
  seenAt: Date;
}
