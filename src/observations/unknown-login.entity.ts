import { Field, Float, ObjectType } from "type-graphql";
import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { ADDRESS_LENGTH, numberColumn, textColumn, timeColumn } from "../database/index.js";
import { DateTimeScalar, VisibleTo } from "../graphql/index.js";

/** A login that a server accepted on a day but that no account here has: mailboxes that are missing in the database. */
@Entity("unknown_login")
@VisibleTo("OPERATOR")
@Index("ix_unknown_login_messages", ["messages", "day", "loginKey"])
@ObjectType({ description: "A login that a server accepted on a day but that no account has." })
export class UnknownLogin {
  @PrimaryColumn("integer")
  day: number;

  /** As it is looked up; `*` for all that came after the day's ten thousandth. */
  @VisibleTo("WITH_PARENT")
  @Field(() => String, { name: "login", description: "In the form it is looked up in; * for further ones of the day" })
  @PrimaryColumn(textColumn(ADDRESS_LENGTH))
  loginKey: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => Float, { description: "Whole" })
  @Column(numberColumn())
  messages: number;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { description: "The first message of that day" })
  @Column(timeColumn())
  firstSeenAt: Date;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { description: "The last message of that day" })
  @Column(timeColumn())
  lastSeenAt: Date;
}
