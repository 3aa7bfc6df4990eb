import { Field, Float, Int, ObjectType } from "type-graphql";
import { connectionType, DateTimeScalar, VisibleTo } from "../../graphql/index.js";
import { type ForeignRow } from "../../kernel/index.js";
import { Account, Domain, Reseller } from "../../tenancy/index.js";
import type { AccountFigures } from "./account-figures.js";
import type { DomainFigures } from "./domain-figures.js";
import { MissingGround } from "./missing-ground.enum.js";

// Float where a platform's ninety days pass what Int holds; the values are whole.

@VisibleTo("WITH_PARENT")
@ObjectType()
export class ReadinessFigures {
  @Field(() => Float, { description: "Messages; one with two such addresses counts once" })
  messages: number;

  @Field(() => Int, { description: "How many accounts sent them" })
  accounts: number;

  @Field(() => Int, { description: "Pairs of an account and an address" })
  addresses: number;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "What is missing, and how much hangs on it." })
export class ReadinessLack {
  @Field(() => MissingGround, { description: "What is missing" })
  reason: MissingGround;

  @Field(() => Float, { description: "How many messages" })
  messages: number;

  @Field(() => Int, { description: "How many addresses" })
  addresses: number;
}

@VisibleTo("WITH_PARENT")
@ObjectType()
export class ReadinessDay {
  @Field(() => String, { description: "Of the report's zone, for instance 2026-04-12" })
  day: string;

  @Field(() => Float, { description: "All mail that was seen" })
  messages: number;

  @Field(() => Float, { description: "Messages that would have been refused" })
  refused: number;

  @Field(() => Float, { description: "Messages under addresses that nobody has decided about" })
  unresolved: number;
}

@VisibleTo("WITH_PARENT")
@ObjectType("ReadinessSummary", {
  description: "What the rules of a moment would refuse of the mail seen in the last days.",
})
export class ReadinessSummaryView {
  @Field(() => DateTimeScalar, { description: "The moment whose rules count" })
  at: Date;

  @Field(() => String, { description: "First day that was looked at" })
  fromDay: string;

  @Field(() => String, { description: "Last day that was looked at: today, which is not over" })
  untilDay: string;

  @Field(() => String, {
    description:
      "IANA name of the zone that the days are of: the scope's. A domain whose reseller has another one counts the days of the same dates as that zone has them.",
  })
  timeZone: string;

  @Field(() => Float, { description: "All mail that was seen" })
  messages: number;

  @Field(() => ReadinessFigures, { description: "Refused at the moment: where the mode is ENFORCE by then" })
  refused: ReadinessFigures;

  @Field(() => ReadinessFigures, { description: "Refused if the mode were ENFORCE everywhere" })
  unresolved: ReadinessFigures;

  @Field(() => [ReadinessLack], { description: "What is missing, the most messages first" })
  lacking: ReadinessLack[];

  @Field(() => [ReadinessDay], { description: "Day by day, the oldest first" })
  trend: ReadinessDay[];
}

@VisibleTo("WITH_PARENT")
@ObjectType("ReadinessReport", {
  description: "What the rules of a moment would refuse of the mail seen in the last days, and what each tenant needs.",
})
export class ReadinessReport extends ReadinessSummaryView {
  @Field(() => DateTimeScalar, {
    description:
      "Until when every change is in the figures: now, or a few seconds ago where many domains have changed since",
  })
  asOf: Date;

  /** What its lists are made of; not fields of the schema. */
  byDomain: DomainFigures;
  byAccount: AccountFigures;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "A reseller's own clients, without those of its sub-resellers." })
export class ReadinessOfReseller {
  @Field(() => Reseller, { description: "Whose accounts sent them" })
  reseller: ForeignRow<Reseller>;

  @Field(() => ReadinessFigures, { description: "What would be refused" })
  refused: ReadinessFigures;

  @Field(() => ReadinessFigures, { description: "What nobody has decided about" })
  unresolved: ReadinessFigures;
}

@VisibleTo("WITH_PARENT")
@ObjectType()
export class ReadinessOfDomain {
  @Field(() => Domain, { description: "Whose accounts sent them" })
  domain: ForeignRow<Domain>;

  @Field(() => ReadinessFigures, { description: "What would be refused" })
  refused: ReadinessFigures;

  @Field(() => ReadinessFigures, { description: "What nobody has decided about" })
  unresolved: ReadinessFigures;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "An unauthorized address, as an account used it." })
export class ReadinessAddress {
  @Field(() => String, { description: "Empty: the null reverse-path; ?: what is no address; *: further ones" })
  address: string;

  @Field(() => MissingGround, { description: "What it lacks" })
  reason: MissingGround;

  @Field(() => Boolean, { description: "Refused at the report's moment" })
  isRefused: boolean;

  @Field(() => Float, { description: "How many messages went out under it" })
  messages: number;

  @Field(() => Int, { description: "Different days" })
  days: number;

  @Field(() => DateTimeScalar, { description: "The first message under it" })
  firstSeenAt: Date;

  @Field(() => DateTimeScalar, { description: "The last message under it" })
  lastSeenAt: Date;
}

@VisibleTo("WITH_PARENT")
@ObjectType()
export class ReadinessOfAccount {
  @Field(() => Account, { description: "Whose messages they are" })
  account: ForeignRow<Account>;

  @Field(() => Float, { description: "Messages refused at the report's moment" })
  refused: number;

  @Field(() => Float, { description: "Messages refused if the mode were ENFORCE" })
  unresolved: number;

  @Field(() => [ReadinessAddress], { description: "At most 100, the most used first" })
  addresses: ReadinessAddress[];
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "Readiness before and after a change of policy that has not been made." })
export class PolicyPreview {
  @Field(() => ReadinessSummaryView, { description: "As things are" })
  before: ReadinessSummaryView;

  @Field(() => ReadinessSummaryView, { description: "With the change" })
  after: ReadinessSummaryView;
}

export const ReadinessOfResellerConnection = connectionType(ReadinessOfReseller);
export const ReadinessOfDomainConnection = connectionType(ReadinessOfDomain);
export const ReadinessOfAccountConnection = connectionType(ReadinessOfAccount);
