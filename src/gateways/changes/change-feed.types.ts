import { GraphQLJSON } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";
import type { FeedChange } from "../../feed/index.js";
import { DateTimeScalar, RevisionScalar, VisibleTo } from "../../graphql/index.js";
import type { KeyRule } from "../../kernel/index.js";

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "Everything one committed change changed.", simpleResolvers: true })
export class ChangeRevision {
  @Field(() => RevisionScalar, { description: "Its number; the next is greater by one" })
  revision: number;

  @Field(() => DateTimeScalar, { description: "When it was committed" })
  at: Date;

  @Field(() => [GraphQLJSON], {
    description: "Each the whole new state of one thing; kinds are listed in docs/feed.md",
  })
  changes: readonly FeedChange[];
}

@VisibleTo("WITH_PARENT")
@ObjectType("KeyRule", { description: "What decides whether two spellings are one address.", simpleResolvers: true })
export class KeyRuleType implements KeyRule {
  @Field(() => String, { description: "How a domain becomes A-labels" })
  domains: string;

  @Field(() => String, { description: "The Unicode version by which local parts are brought to NFC and lower case" })
  localParts: string;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "Committed changes in their order, without gaps.", simpleResolvers: true })
export class ChangeFeed {
  @Field(() => [ChangeRevision], { description: "The oldest first, without a gap" })
  revisions: readonly ChangeRevision[];

  @Field(() => RevisionScalar, { description: "Ask for what comes after this next" })
  lastRevision: number;

  @Field(() => Boolean, { description: "Whether there are more after the last of these" })
  hasMore: boolean;

  @Field(() => Boolean, { description: "The feed no longer reaches back this far: take a full copy" })
  isTooOld: boolean;

  @Field(() => KeyRuleType, {
    description: "By which the keys of addresses and domains in it were made; another program must make them alike",
  })
  keyRule: KeyRule;
}
