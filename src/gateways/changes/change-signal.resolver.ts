import { Authorized, Field, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import { type FieldRule, type RequestContext, RevisionScalar, VisibleTo } from "../../graphql/index.js";
import { newInstance } from "../../kernel/index.js";
import { requireWholePlatform } from "./change-feed.resolver.js";
import { followRevisions } from "./revision-watch.js";

/** Also how a subscriber knows that its connection is alive. */
const HEARTBEAT_MS = 10_000;

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "There is something new in the feed, or after ten seconds: there is nothing new." })
export class ChangeSignal {
  @Field(() => RevisionScalar, { description: "Number of the last committed change; ask `changes` for what is in it" })
  revision: number;
}

@Resolver()
export class ChangeSignalResolver {
  @Authorized<FieldRule>("GATEWAY", "OPERATOR")
  @Subscription(() => ChangeSignal, {
    description: "Tells of each commit within a quarter of a second; of several at once the last.",
    subscribe: ({ context }) => signalsFor(context as RequestContext),
  })
  changeSignal(@Root() signal: ChangeSignal): ChangeSignal {
    return signal;
  }
}

function signalsFor(context: RequestContext): AsyncIterableIterator<ChangeSignal> {
  requireWholePlatform(context);
  const revisions = followRevisions(context.database, HEARTBEAT_MS);
  return {
    async next() {
      const { done, value } = await revisions.next();
      return done ? { done, value } : { done: false, value: newInstance(ChangeSignal, { revision: value }) };
    },
    // Passed on at once: a subscriber that leaves must not be waited for until the next heartbeat.
    async return() {
      await revisions.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
