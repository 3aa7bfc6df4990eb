import { Column, Entity, PrimaryColumn } from "typeorm";
import { ADDRESS_LENGTH, DOMAIN_LENGTH, textColumn, timeColumn } from "../database/index.js";

/** A mailbox whose reader reported a question as spam: it gets no more of them until whoever reads it says otherwise. */
@Entity("reported_mailbox")
export class ReportedMailbox {
  /** The address without its subaddress. */
  @PrimaryColumn(textColumn(ADDRESS_LENGTH))
  mailbox: string;

  @Column(timeColumn())
  reportedAt: Date;

  /** Who passed the report on, as far as it says; else the mailbox's domain. */
  @Column(textColumn(DOMAIN_LENGTH))
  provider: string;
}
