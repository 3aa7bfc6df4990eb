import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import {
  identifierColumn,
  jsonColumn,
  longTextColumn,
  numberColumn,
  RESELLER_PATH_LENGTH,
  textColumn,
  timeColumn,
} from "../database/index.js";
import { DateTimeScalar, Node, ShownInsteadOf, VisibleTo } from "../graphql/index.js";
import type { Scope } from "../kernel/index.js";
import type { AuditAction } from "./audit-actions.js";
import { nameForOthersIn } from "./shown-actor.js";
import type { ReasonCode } from "./trail-reason.js";

/** One thing that happened, who did it, and what it changed. Never updated; each row's hash covers the row before it. */
@Entity("audit_event")
@VisibleTo("WITHIN_SCOPE")
@ObjectType({ implements: Node })
@Index("ix_audit_event_reseller", ["resellerPath", "sequence"])
@Index("ix_audit_event_domain", ["domainId", "sequence"])
@Index("ix_audit_event_account", ["accountId", "sequence"])
@Index("ix_audit_event_subject", ["subjectId", "sequence"])
@Index("ix_audit_event_actor", ["actorId", "sequence"])
@Index("ix_audit_event_action", ["action", "sequence"])
@Index("ix_audit_event_actor_kind", ["actorKind", "sequence"])
@Index("ix_audit_event_subject_kind", ["subjectKind", "sequence"])
@Index("ix_audit_event_at", ["at", "sequence"])
export class AuditEvent extends Node {
  /** Position in the chain, without gaps. */
  @Index("ux_audit_event_sequence", { unique: true })
  @Column(numberColumn())
  sequence: number;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { description: "When it was committed" })
  @Column(timeColumn())
  at: Date;

  /** Past tense with a dot, for instance `authorization.revoked`. */
  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "What was done, in the past tense, with a dot: `authorization.approved`" })
  @Column(textColumn(64))
  action: AuditAction;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, {
    description:
      "What stands behind it: a person, a mailbox, a key, an issuer's token, the link in a mail, or mayfrom itself",
  })
  @Column(textColumn(16))
  actorKind: string;

  @Column(identifierColumn({ nullable: true }))
  actorId: string | null;

  @VisibleTo("ACTED_IN_SCOPE")
  @ShownInsteadOf(nameForOthersIn)
  @Field(() => String)
  @Column(textColumn(254))
  actorLabel: string;

  /** As it was then; decides who reads the actor's name. */
  @Column(jsonColumn({ nullable: true }))
  actorScope: Scope | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "The kind of what it was done to: `Account`, `Authorization` and the like" })
  @Column(textColumn(32))
  subjectKind: string;

  @Column(identifierColumn({ nullable: true }))
  subjectId: string | null;

  /** What people call the subject: an address, a domain, a name. */
  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "What it was done to, in words as they were then" })
  @Column(textColumn(254))
  subjectLabel: string;

  @Column(textColumn(RESELLER_PATH_LENGTH, { nullable: true }))
  resellerPath: string | null;

  @Column(identifierColumn({ nullable: true }))
  domainId: string | null;

  @Column(identifierColumn({ nullable: true }))
  accountId: string | null;

  @Column(jsonColumn({ nullable: true }))
  before: unknown;

  @Column(jsonColumn({ nullable: true }))
  after: unknown;

  /** As somebody wrote it, or in English; `audit-reason.resolver.ts` shows it. */
  @Column(longTextColumn({ nullable: true }))
  reason: string | null;

  /** The same as a code, where it was the program that gave it. */
  @Column(jsonColumn({ nullable: true }))
  reasonCode: ReasonCode | null;

  @VisibleTo("ACTED_IN_SCOPE")
  @Field(() => String, { nullable: true })
  @Column(textColumn(64, { nullable: true }))
  remoteAddress: string | null;

  @Column(textColumn(256, { nullable: true }))
  userAgent: string | null;

  @Column(textColumn(64, { nullable: true }))
  requestId: string | null;

  /** Of the feed, where copies learn of what happened; null where no decision rests on it. */
  @Column(numberColumn({ nullable: true }))
  revision: number | null;

  /** SHA-256, hexadecimal, over the previous row's hash and this row. */
  @VisibleTo("WITH_PARENT")
  @Field(() => String, {
    description: "Over this event and the hash of the one before: nobody changes the trail unseen",
  })
  @Column(textColumn(64))
  hash: string;
}
