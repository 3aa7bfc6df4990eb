import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { ADDRESS_LENGTH, booleanColumn, identifierColumn, textColumn, timeColumn } from "../database/index.js";

/** The longest that an MTA is known to give have 38 characters. */
export const MAX_QUEUE_ID_LENGTH = 64;

/**
 * Which account sent a message under which address, by the message's queue id, Message-ID or trace token, for complaints
 * that come days later. Only for messages under another address than the account's own: those find their account by their sender.
 */
@Entity("submission_trace")
@Index("ix_submission_trace_seen", ["seenAt"])
@Index("ix_submission_trace_queue", ["queueId"])
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

  /** As it stands in the log, in the row that is found by it: people have a part of one. Null in the others, and in rows from before. */
  @Column(textColumn(MAX_QUEUE_ID_LENGTH, { nullable: true }))
  queueId: string | null;

  /** The server turned the message away. Null in rows from before. */
  @Column(booleanColumn({ nullable: true }))
  isRefused: boolean | null;
}
