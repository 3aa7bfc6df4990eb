import { GraphQLJSON } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";
import type { FeedChange } from "../../feed/index.js";
import { DateTimeScalar, RevisionScalar } from "../../request/index.js";

@ObjectType({ description: "Everything one committed change changed.", simpleResolvers: true })
export class ChangeRevision {
  @Field(() => RevisionScalar)
  revision: number;

  @Field(() => DateTimeScalar)
  at: Date;

  @Field(() => [GraphQLJSON], {
    description: "Each the whole new state of one thing; kinds are listed in docs/feed.md",
  })
  changes: readonly FeedChange[];
}

@ObjectType({ description: "Committed changes in their order, without gaps.", simpleResolvers: true })
export class ChangeFeed {
  @Field(() => [ChangeRevision])
  revisions: readonly ChangeRevision[];

  @Field(() => RevisionScalar, { description: "Ask for what comes after this next" })
  lastRevision: number;

  @Field(() => Boolean)
  hasMore: boolean;

  @Field(() => Boolean, { description: "The feed no longer reaches back this far: take a full copy" })
  isTooOld: boolean;
}
