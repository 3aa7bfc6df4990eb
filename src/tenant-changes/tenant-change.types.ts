import { Field, ID, ObjectType } from "type-graphql";
import {
  type AuditAction,
  AuditEvent,
  type FollowedEvents,
  type KeptName,
  NamesActor,
  shownActor,
} from "../audit/index.js";
import { DateTimeScalar, RevisionScalar, SequenceScalar, toGlobalId, VisibleTo } from "../graphql/index.js";
import { type GlobalId, newInstance, type Scope } from "../kernel/index.js";
import { ChangeKind } from "./change-kind.enum.js";

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "One thing that happened in a scope." })
export class TenantChange {
  @Field(() => SequenceScalar, { description: "Its number; the next is greater" })
  sequence: number;

  @Field(() => DateTimeScalar, { description: "When it was committed" })
  at: Date;

  @Field(() => ChangeKind, { description: "What happened" })
  kind: AuditAction;

  @Field(() => RevisionScalar, {
    nullable: true,
    description: "Where mail is decided on otherwise now: `gatewaysAt` says whether every gateway knows",
  })
  revision: number | null;

  @Field(() => String, { description: "The type of what it happened to, for instance `Authorization`" })
  subjectKind: string;

  @Field(() => ID, { nullable: true, description: "Of what it happened to, for `node`; it may be gone by now" })
  subjectId: GlobalId | null;

  @Field(() => String, { description: "What people call it: an address, a domain, a name" })
  subjectLabel: string;

  @Field(() => ID, { nullable: true, description: "The domain it happened in" })
  domainId: GlobalId | null;

  @Field(() => ID, { nullable: true, description: "The account it happened to" })
  accountId: GlobalId | null;

  @NamesActor()
  @Field(() => String, {
    description: "Who did it: by name inside the scope, else what they administer, for instance `the platform`",
  })
  actor: KeptName;

  @Field(() => AuditEvent, {
    nullable: true,
    description: "With what was before and after, where the caller may see it",
  })
  event: AuditEvent;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "What happened in a scope, oldest first, in the order of the commits and without gaps." })
export class TenantChanges {
  @Field(() => [TenantChange], { description: "The oldest first, without a gap" })
  changes: TenantChange[];

  @Field(() => SequenceScalar, { description: "Ask for what comes after this next, also where there are no changes" })
  lastSequence: number;

  @Field(() => Boolean, { description: "Whether there are more after the last of these" })
  hasMore: boolean;

  @Field(() => Boolean, {
    description:
      "Some changes after the given one are no longer told: read the lists anew, then go on from `lastSequence`",
  })
  isTooOld: boolean;

  @Field(() => Boolean, {
    description:
      "There is no such change yet, as after a restored backup: read the lists anew, then go on from `lastSequence`",
  })
  isAhead: boolean;
}

/** `viewer` is whose eyes it is for, which decides how the actor is called. */
export function toTenantChange(event: AuditEvent, viewer: Scope): TenantChange {
  const { sequence, at, action, revision, subjectKind, subjectId, subjectLabel, domainId, accountId } = event;
  return newInstance(TenantChange, {
    sequence,
    at,
    kind: action,
    revision,
    subjectKind,
    subjectId: subjectId === null ? null : toGlobalId(subjectKind, subjectId),
    subjectLabel,
    domainId: domainId === null ? null : toGlobalId("Domain", domainId),
    accountId: accountId === null ? null : toGlobalId("Account", accountId),
    actor: shownActor(viewer, event).label,
    event,
  });
}

export function toTenantChanges({ events, ...page }: FollowedEvents, viewer: Scope): TenantChanges {
  return newInstance(TenantChanges, { ...page, changes: events.map((event) => toTenantChange(event, viewer)) });
}
