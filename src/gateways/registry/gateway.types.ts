import { Field, Float, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionType, DateTimeScalar, RevisionScalar, ShownInstead, VisibleTo } from "../../graphql/index.js";
import { RefusalAdviceChoice } from "../../policy/index.js";
import { Gateway } from "../gateway.entity.js";
import type { DecisionTime } from "./decision-times.js";

@InputType({ description: "How many of an agent's decisions took about as long." })
export class DecisionTimeInput implements DecisionTime {
  @Field(() => Float, { description: "Milliseconds that none of them took longer than; above 0, up to 60,000" })
  upToMs: number;

  @Field(() => Int, { description: "Those that took longer than the next lower bound" })
  decisions: number;
}

@InputType({ description: "How far an agent's copy is." })
export class ReportGatewayInput {
  @Field(() => String, { description: "Of the host; one row a key and name" })
  name: string;

  @Field(() => String, { description: "Of the agent" })
  version: string;

  @Field(() => RevisionScalar, { description: "How far its copy is" })
  revision: number;

  @Field(() => [String], { nullable: true, description: "The domains its copy holds; empty for all" })
  domains?: string[] | null;

  @Field(() => [DecisionTimeInput], {
    nullable: true,
    description: "How long its decisions took since it last reported: up to 32 bounds",
  })
  decisionTimes?: DecisionTimeInput[] | null;

  @Field(() => RefusalAdviceChoice, {
    nullable: true,
    description: "What its refusals advise by its own setting; null: what policies say",
  })
  refusalAdvice?: RefusalAdviceChoice | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When its mail server last asked about a sender; null: not since it was started",
  })
  askedAt?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it last asked about a From header, too" })
  fromAskedAt?: Date | null;
}

export enum FromCheck {
  UNKNOWN = "UNKNOWN",
  JUDGED = "JUDGED",
  NEVER = "NEVER",
}

registerEnumType(FromCheck, {
  name: "FromCheck",
  description: "Whether a gateway judges the From header that people see, or the envelope alone.",
  valuesConfig: {
    JUDGED: { description: "Its mail server asks about From headers" },
    NEVER: {
      description: "Its mail server asks by the reverse-path alone: anything may stand in From. A milter judges both",
    },
    UNKNOWN: { description: "It was asked nothing yet, or its agent is of before this was said" },
  },
});

@ObjectType()
export class GatewayConnection extends connectionType(Gateway) {}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "Whether every gateway answers from at least a revision." })
export class GatewaysReached {
  @Field(() => Boolean, { description: "Whether every gateway that is connected has it" })
  isReached: boolean;

  @Field(() => Int, { description: "Gateways that are behind" })
  missingCount: number;

  @Field(() => Int, { description: "Gateways heard of in the last day" })
  gatewayCount: number;

  @Field(() => String, {
    description: "In the caller's language, for instance: 2 of 3 mail servers obey. The others decide as before.",
  })
  message: string;

  @VisibleTo("OPERATOR")
  @ShownInstead([])
  @Field(() => [String], { description: "Their names; for others empty" })
  missingNames: string[];
}
