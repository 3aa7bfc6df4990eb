import { Arg, Authorized, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { DateTimeScalar, type FieldRule, type RequestContext, toGlobalId, VisibleTo } from "../request/index.js";
import { listOpenSessions, MAX_SESSIONS } from "./open-sessions.js";
import { endAllSessions, endOwnSession, ownSubject } from "./operations/end-session.js";

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "A place where the caller is signed in with a password of ours." })
export class OpenSession {
  @Field(() => ID)
  id: string;

  @Field(() => DateTimeScalar)
  startedAt: Date;

  @Field(() => DateTimeScalar, { description: "When its tokens were last exchanged; a quarter of an hour in use" })
  refreshedAt: Date;

  @Field(() => DateTimeScalar, { description: "Unless it is used before" })
  expiresAt: Date;

  @Field(() => Boolean, { description: "Whether it is the one that asks" })
  isCurrent: boolean;
}

const PEOPLE: readonly FieldRule[] = ["OPERATOR", "RESELLER", "DOMAIN_ADMIN", "ACCOUNT"];

@Resolver()
export class OpenSessionResolver {
  @Authorized<FieldRule>(...PEOPLE)
  @Query(() => [OpenSession], { description: `The caller's own, newest first, at most ${MAX_SESSIONS}.` })
  async sessions(@Ctx() { actor, database, clock }: RequestContext): Promise<OpenSession[]> {
    const open = await listOpenSessions(database.reader, ownSubject(actor), clock.now());
    return open.map(({ sessionId, ...times }) =>
      Object.assign(new OpenSession(), times, {
        id: toGlobalId("OpenSession", sessionId),
        isCurrent: sessionId === actor.sessionId,
      }),
    );
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => ID, { description: "Ends one of the caller's own sessions, its open connections included." })
  async endSession(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string): Promise<string> {
    await context.database.write((tx) => endOwnSession(tx, context.actor, id));
    return id;
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => Int, {
    description:
      "Ends all of the caller's sessions but the one that asks; with `of` all of an administrator or account of the " +
      "caller's scope. Answers how many.",
  })
  async endAllSessions(
    @Ctx() context: RequestContext,
    @Arg("of", () => ID, { nullable: true }) of?: string | null,
  ): Promise<number> {
    return context.database.write((tx) => endAllSessions(tx, context.actor, of));
  }
}
