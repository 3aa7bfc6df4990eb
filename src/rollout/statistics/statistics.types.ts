import { Field, Float, ObjectType, registerEnumType } from "type-graphql";
import { DecisionReason } from "../../gateways/index.js";
import { VisibleTo } from "../../graphql/index.js";
import type { TimeZone } from "../../kernel/index.js";
import { QuestionOutcome, type StatisticDays, type TenantScope } from "../../statistics/index.js";
import { Account } from "../../tenancy/index.js";

registerEnumType(QuestionOutcome, {
  name: "QuestionOutcome",
  description: "What became of a request for an address.",
  valuesConfig: {
    ASKED: { description: "The owner of the address was asked, or asked once more" },
    ALLOWED: { description: "The owner said yes" },
    DENIED: { description: "The owner said no, or never wants to be asked again" },
    APPROVED: { description: "An administrator of the address's domain approved it" },
    REFUSED: { description: "An administrator of the address's domain refused it" },
    EXPIRED: { description: "Nobody answered in time" },
    WITHDRAWN: { description: "It was withdrawn before there was an answer" },
  },
});

// Float where a platform's year passes what Int holds; the values are whole.

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "Messages of a day, by what the sender's address was to the account." })
export class SubmissionDay {
  @Field(() => String, { description: "Of the statistics' zone, for instance 2026-04-12" })
  day: string;

  @Field(() => Float, { description: "With the account's own address, an alias, or a subaddress of them" })
  own: number;

  @Field(() => Float, { description: "With an address that the account was authorized for" })
  authorized: number;

  @Field(() => Float, { description: "With another address, and taken by the server all the same" })
  unauthorized: number;

  @Field(() => Float, { description: "With another address, and refused by the server" })
  refused: number;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "Messages that were not authorized, by the reason." })
export class UnauthorizedReason {
  @Field(() => DecisionReason, { description: "As it was when the message was counted" })
  reason: DecisionReason;

  @Field(() => Float, { description: "Refused by the server" })
  refused: number;

  @Field(() => Float, { description: "Taken by the server all the same" })
  taken: number;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "How many requests for an address came to an outcome." })
export class QuestionCount {
  @Field(() => QuestionOutcome, { description: "What became of them" })
  outcome: QuestionOutcome;

  @Field(() => Float, { description: "In the whole period" })
  count: number;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "An account and how much it sent." })
export class SenderRank {
  @Field(() => Account, { description: "Who sent" })
  account: Account;

  @Field(() => Float, { description: "Messages, refused ones among them" })
  messages: number;
}

@VisibleTo("WITH_PARENT")
@ObjectType({
  description:
    "What happened in a part of the tree in some days of its calendar. Counted when it happened: a tenant that moves takes nothing along.",
})
export class Statistics {
  @Field(() => String, { description: "First day, for instance 2026-04-12" })
  fromDay: string;

  @Field(() => String, { description: "Last day; today is not over" })
  toDay: string;

  @Field(() => String, { description: "IANA name of the zone that the days are of: the scope's" })
  timeZone: string;

  scope: TenantScope;
  days: StatisticDays;
  zone: TimeZone;
}

/** The most senders of a ranking. */
export const MAX_SENDERS = 100;
export const USUAL_SENDERS = 10;
