import { Column, Entity, PrimaryColumn } from "typeorm";
import { ADDRESS_LENGTH, identifierColumn, textColumn, timeColumn } from "../../database/index.js";

/** The one row of the last test mail; none before the first. */
@Entity("mail_test")
export class MailTest {
  @PrimaryColumn(textColumn(16))
  id: string;

  /** New with each mail, whose unique key holds it. */
  @Column(identifierColumn())
  testId: string;

  @Column(textColumn(ADDRESS_LENGTH))
  toAddress: string;

  /** Six digits, which stand in the mail alone. */
  @Column(textColumn(6))
  code: string;

  @Column(timeColumn())
  askedAt: Date;

  /** When whoever reads the mailbox said what its code is. */
  @Column(timeColumn({ nullable: true }))
  arrivedAt: Date | null;

  /** Of this mail or one before it. */
  @Column(timeColumn({ nullable: true }))
  lastArrivedAt: Date | null;
}
