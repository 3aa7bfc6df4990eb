import { Field, Float, ObjectType } from "type-graphql";
import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { ADDRESS_LENGTH, numberColumn, textColumn, timeColumn } from "../database/index.js";
import { DateTimeScalar, VisibleTo } from "../graphql/index.js";

/** What a login that no account has sent as; at most so many addresses of each login (`noteUnknownAddresses`). */
@Entity("unknown_login_address")
@VisibleTo("WITH_PARENT")
@Index("ix_unknown_login_address_seen", ["lastSeenAt"])
@ObjectType({ description: "An address that a login without an account sent as." })
export class UnknownLoginAddress {
  @PrimaryColumn(textColumn(ADDRESS_LENGTH))
  loginKey: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, {
    name: "address",
    description: "In the form it is looked up in; * for those after the twentieth",
  })
  @PrimaryColumn(textColumn(ADDRESS_LENGTH))
  addressKey: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => Float, { description: "Whole; messages that named it as reverse-path or in From" })
  @Column(numberColumn())
  messages: number;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { description: "The last message that named it" })
  @Column(timeColumn())
  lastSeenAt: Date;
}
