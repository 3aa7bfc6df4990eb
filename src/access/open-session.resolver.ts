import { Arg, Authorized, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { type KeptName, NamesActor } from "../audit/index.js";
import {
  DateTimeScalar,
  type FieldRule,
  fromGlobalId,
  type RequestContext,
  toGlobalId,
  VisibleTo,
} from "../graphql/index.js";
import { type GlobalId, newInstance } from "../kernel/index.js";
import { listOpenSessions, MAX_SESSIONS } from "./open-sessions.js";
import { endAllSessions, endOwnSession, ownSubject } from "./operations/end-session.js";
import type { ViewSession } from "./viewing/view-session.entity.js";
import { listOpenViews } from "./viewing/view-sessions.queries.js";

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "A place where the caller is signed in with a password of ours." })
export class OpenSession {
  @Field(() => ID)
  id: GlobalId;

  @Field(() => DateTimeScalar, { description: "When they signed in" })
  startedAt: Date;

  @Field(() => DateTimeScalar, { description: "When its tokens were last exchanged; a quarter of an hour in use" })
  refreshedAt: Date;

  @Field(() => DateTimeScalar, { description: "Unless it is used before" })
  expiresAt: Date;

  @Field(() => Boolean, { description: "Whether it is the one that asks" })
  isCurrent: boolean;

  @NamesActor()
  @Field(() => String, {
    nullable: true,
    description: "Somebody further up, who looks as the caller and can change nothing; null for the caller's own",
  })
  viewedBy: KeptName | null;
}

const PEOPLE: readonly FieldRule[] = ["OPERATOR", "RESELLER", "DOMAIN_ADMIN", "ACCOUNT"];

function viewAsRow({ id, startedAt, expiresAt, shownViewer }: ViewSession) {
  return { sessionId: id, startedAt, refreshedAt: startedAt, expiresAt, viewedBy: shownViewer };
}

@Resolver()
export class OpenSessionResolver {
  @Authorized<FieldRule>(...PEOPLE)
  @Query(() => [OpenSession], {
    description: `The caller's own, and who looks as the caller, newest first, at most ${MAX_SESSIONS}.`,
  })
  async sessions(@Ctx() { actor, database, clock }: RequestContext): Promise<OpenSession[]> {
    const [subject, now] = [ownSubject(actor), clock.now()];
    const own = (await listOpenSessions(database.reader, subject, now)).map((row) => ({ ...row, viewedBy: null }));
    const views = (await listOpenViews(database.reader, subject, now)).map(viewAsRow);
    return [...own, ...views]
      .sort((one, other) => other.startedAt.getTime() - one.startedAt.getTime())
      .map(({ sessionId, ...shown }) =>
        newInstance(OpenSession, {
          ...shown,
          id: toGlobalId("OpenSession", sessionId),
          isCurrent: sessionId === actor.sessionId,
        }),
      );
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => ID, { description: "Ends one of the caller's own sessions, its open connections included." })
  async endSession(@Ctx() context: RequestContext, @Arg("id", () => ID) id: GlobalId): Promise<GlobalId> {
    await context.database.write((tx) => endOwnSession(tx, context.actor, fromGlobalId("OpenSession", id)));
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
    @Arg("of", () => ID, {
      nullable: true,
      description: "Global id of the administrator or account; without it the caller's own",
    })
    of?: GlobalId | null,
  ): Promise<number> {
    return context.database.write((tx) => endAllSessions(tx, context.actor, of));
  }
}
