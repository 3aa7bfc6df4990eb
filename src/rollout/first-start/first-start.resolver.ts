import { Authorized, Ctx, Field, ObjectType, Query, Resolver } from "type-graphql";
import { type FieldRule, type RequestContext, VisibleTo } from "../../graphql/index.js";
import { newInstance } from "../../kernel/index.js";
import { type StartFacts, startFacts } from "./first-start.queries.js";

@VisibleTo("OPERATOR")
@ObjectType({ description: "What is there already of what a platform needs before it is of use." })
class FirstStart implements StartFacts {
  @VisibleTo("WITH_PARENT")
  @Field(() => Boolean, { description: "The operator has said what mails and pages call it" })
  isNamed: boolean;

  @VisibleTo("WITH_PARENT")
  @Field(() => Boolean, { description: "A test mail was read, or an owner has said yes to a question" })
  hasMailArrived: boolean;

  @VisibleTo("WITH_PARENT")
  @Field(() => Boolean, { description: "Whether there is a reseller" })
  hasReseller: boolean;

  @VisibleTo("WITH_PARENT")
  @Field(() => Boolean, { description: "Whether there is a domain" })
  hasDomain: boolean;

  @VisibleTo("WITH_PARENT")
  @Field(() => Boolean, { description: "Whether a gateway has connected" })
  hasGateway: boolean;

  @VisibleTo("WITH_PARENT")
  @Field(() => Boolean, { description: "Mail was counted, of a gateway or a log" })
  hasSeenMail: boolean;

  @VisibleTo("WITH_PARENT")
  @Field(() => Boolean, { description: "All of it is there" })
  isComplete: boolean;
}

@Resolver()
export class FirstStartResolver {
  @Authorized<FieldRule>("OPERATOR")
  @Query(() => FirstStart)
  async firstStart(@Ctx() { database }: RequestContext): Promise<FirstStart> {
    const facts = await startFacts(database.reader);
    return newInstance(FirstStart, { ...facts, isComplete: Object.values(facts).every(Boolean) });
  }
}
