import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import { identifierColumn, numberColumn, textColumn, timeColumn, wideJsonColumn } from "../database/index.js";
import { DateTimeScalar, Node, RevisionScalar, VisibleTo } from "../graphql/index.js";
import { RefusalAdviceChoice } from "../policy/index.js";

/** An agent beside an outbound MTA, as it last reported itself. */
@Entity("gateway")
@VisibleTo("OPERATOR", "REPORTER")
@ObjectType({ implements: Node, description: "An agent beside an outbound MTA, as it last reported itself." })
@Index("ux_gateway_name", ["apiKeyId", "name"], { unique: true })
@Index("ix_gateway_seen", ["lastSeenAt"])
export class Gateway extends Node {
  @Column(identifierColumn())
  apiKeyId: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "As its agent calls itself" })
  @Column(textColumn(200))
  name: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "Of its agent" })
  @Column(textColumn(32))
  version: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => RevisionScalar, { description: "How far its copy is" })
  @Column(numberColumn())
  revision: number;

  /** A-labels of the domains it holds; empty means all. */
  @Column(wideJsonColumn())
  domains: string[];

  /** What its refusals advise, whatever policies say; null leaves it to them. */
  @VisibleTo("WITH_PARENT")
  @Field(() => RefusalAdviceChoice, {
    nullable: true,
    description: "What its refusals advise by its own setting (AGENT_REFUSAL_ADVICE); null: what policies say",
  })
  @Column(textColumn(8, { nullable: true }))
  refusalAdvice: RefusalAdviceChoice | null;

  /** When it was last asked anything; null where it never was, or its agent does not say. */
  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { nullable: true, description: "When its mail server last asked it about a sender" })
  @Column(timeColumn({ nullable: true }))
  askedAt: Date | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { nullable: true, description: "When it last asked about a From header, too" })
  @Column(timeColumn({ nullable: true }))
  fromAskedAt: Date | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { description: "When it first connected" })
  @Column(timeColumn())
  firstSeenAt: Date;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { description: "When it last said something" })
  @Column(timeColumn())
  lastSeenAt: Date;
}
