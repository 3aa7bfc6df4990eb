import { Field, Float, ID, ObjectType } from "type-graphql";
import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { ADDRESS_LENGTH, identifierColumn, numberColumn, textColumn, timeColumn } from "../database/index.js";
import { DateTimeScalar, readGlobalId, VisibleTo } from "../graphql/index.js";
import type { GlobalId } from "../kernel/index.js";

/** A login that no account has, whatever the day: from its first message until it was not seen for as long as days are kept. */
@Entity("unknown_login_total")
@VisibleTo("WITH_PARENT")
@Index("ix_unknown_login_total_seen", ["lastSeenAt", "loginKey"])
@Index("ix_unknown_login_total_messages", ["messages", "loginKey"])
@Index("ix_unknown_login_total_domain", ["domainId", "lastSeenAt", "loginKey"])
@Index("ix_unknown_login_total_domain_messages", ["domainId", "messages", "loginKey"])
@ObjectType({ description: "A login that servers accepted but that no account has, with all that was seen of it." })
export class UnknownLoginTotal {
  /** As it is looked up; `*` for all that came after a day's ten thousandth. */
  @VisibleTo("WITH_PARENT")
  @Field(() => String, {
    name: "login",
    description: "In the form it is looked up in; * for further ones of their days",
  })
  @PrimaryColumn(textColumn(ADDRESS_LENGTH))
  loginKey: string;

  /** Of the hosted and proven domain that it names, whose administrators see it too; null for what names none. */
  @Column(identifierColumn({ nullable: true }))
  domainId: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => ID, { description: "Of the login" })
  get id(): GlobalId {
    return readGlobalId(`UnknownLoginTotal_${this.loginKey}`);
  }

  @VisibleTo("WITH_PARENT")
  @Field(() => Float, { description: "Whole, since it was first seen" })
  @Column(numberColumn())
  messages: number;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { description: "The first message; forgotten 90 days after the last" })
  @Column(timeColumn())
  firstSeenAt: Date;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { description: "The last message" })
  @Column(timeColumn())
  lastSeenAt: Date;
}
