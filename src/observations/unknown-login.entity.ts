import { Field, Float, ID, ObjectType } from "type-graphql";
import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { ADDRESS_LENGTH, identifierColumn, numberColumn, textColumn, timeColumn } from "../database/index.js";
import { DateTimeScalar, readGlobalId, VisibleTo } from "../graphql/index.js";
import type { GlobalId } from "../kernel/index.js";

/** A login that a server accepted on a day but that no account here has: mailboxes that are missing in the database. */
@Entity("unknown_login")
@VisibleTo("WITH_PARENT")
@Index("ix_unknown_login_messages", ["messages", "day", "loginKey"])
@Index("ix_unknown_login_domain", ["domainId", "day", "loginKey"])
@Index("ix_unknown_login_domain_messages", ["domainId", "messages", "day", "loginKey"])
@ObjectType({ description: "A login that a server accepted on a day but that no account has." })
export class UnknownLogin {
  @PrimaryColumn("integer")
  day: number;

  /** As it is looked up; `*` for all that came after the day's ten thousandth. */
  @VisibleTo("WITH_PARENT")
  @Field(() => String, { name: "login", description: "In the form it is looked up in; * for further ones of the day" })
  @PrimaryColumn(textColumn(ADDRESS_LENGTH))
  loginKey: string;

  /** Of the hosted and proven domain that it names, whose administrators see it too; null for what names none. */
  @Column(identifierColumn({ nullable: true }))
  domainId: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => ID, { description: "Of this day of the login" })
  get id(): GlobalId {
    return readGlobalId(`UnknownLogin_${this.day}_${this.loginKey}`);
  }

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
