import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { ADDRESS_LENGTH, identifierColumn, textColumn, timeColumn, wideTextColumn } from "../database/index.js";

/** A mail kept instead of sent: the mailbox at /dev/mail of an embedded installation without SMTP_URL. */
@Entity("kept_mail")
@Index("ix_kept_mail_to", ["toAddress", "id"])
export class CapturedMail {
  @PrimaryColumn(identifierColumn())
  id: string;

  @Index("ux_kept_mail_message", { unique: true })
  @Column(textColumn(255))
  messageId: string;

  @Column(textColumn(ADDRESS_LENGTH))
  toAddress: string;

  @Column(textColumn(998))
  subject: string;

  @Column(wideTextColumn())
  text: string;

  @Column(wideTextColumn())
  html: string;

  @Column(timeColumn())
  keptAt: Date;
}
