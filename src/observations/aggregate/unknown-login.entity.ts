import { Column, Entity, PrimaryColumn } from "typeorm";
import { ADDRESS_LENGTH, numberColumn, textColumn, timeColumn } from "../../database/index.js";

/** A login that a server accepted on a day but that no account here has: mailboxes that are missing in the database. */
@Entity("unknown_login")
export class UnknownLogin {
  @PrimaryColumn("integer")
  day: number;

  /** As it is looked up; `*` for all that came after the day's ten thousandth. */
  @PrimaryColumn(textColumn(ADDRESS_LENGTH))
  loginKey: string;

  @Column(numberColumn())
  messages: number;

  @Column(timeColumn())
  firstSeenAt: Date;

  @Column(timeColumn())
  lastSeenAt: Date;
}
