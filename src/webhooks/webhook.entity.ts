import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { MadeNode } from "../access/index.js";
import type { AuditAction } from "../audit/index.js";
import {
  booleanColumn,
  identifierColumn,
  jsonColumn,
  longTextColumn,
  numberColumn,
  RESELLER_PATH_LENGTH,
  rankColumn,
  STATE_LENGTH,
  textColumn,
  timeColumn,
} from "../database/index.js";
import { DateTimeScalar, Node, VisibleTo } from "../graphql/index.js";
import { Domain, Reseller } from "../tenancy/index.js";
import { WebhookEnd, WebhookState } from "./webhook-states.js";

/** Where the changes of a scope are sent as they are committed. */
@Entity("webhook")
@VisibleTo("ADMINISTERED")
@ObjectType({ implements: Node, description: "Where the changes of a scope are sent as they are committed." })
@Index("ix_webhook_due", ["state", "isSlow", "dueAt"])
@Index("ix_webhook_path", ["resellerPath", "id"])
@Index("ix_webhook_domain", ["domainId", "id"])
@Index("ix_webhook_reader", ["readerKey", "id"])
@Index("ix_webhook_maker", ["madeById", "id"])
export class Webhook extends MadeNode {
  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "What people tell it by" })
  @Column(textColumn(100))
  name: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "Where messages go" })
  @Column(textColumn(2048))
  url: string;

  /** Null for every kind. */
  @Column(jsonColumn({ nullable: true }))
  kinds: readonly AuditAction[] | null;

  /** Null for the whole platform. */
  @Column(identifierColumn({ nullable: true }))
  resellerId: string | null;

  @ManyToOne(() => Reseller, { nullable: true, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "resellerId", foreignKeyConstraintName: "fk_webhook_reseller" })
  resellerRow?: Relation<Reseller> | null;

  @Column(textColumn(RESELLER_PATH_LENGTH, { nullable: true }))
  resellerPath: string | null;

  @Column(identifierColumn({ nullable: true }))
  domainId: string | null;

  @ManyToOne(() => Domain, { nullable: true, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "domainId", foreignKeyConstraintName: "fk_webhook_domain" })
  domainRow?: Relation<Domain> | null;

  /** Under which the trail keeps the events of its scope; null for the platform. */
  @Column(identifierColumn({ nullable: true }))
  readerKey: string | null;

  /** The same of whoever made it: it ends when what it is about leaves them. */
  @Column(identifierColumn({ nullable: true }))
  makerKey: string | null;

  /** Rank of whoever set it last. */
  @Column(rankColumn())
  setBy: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => WebhookState, { description: "Whether messages are sent" })
  @Column(textColumn(STATE_LENGTH))
  readonly state: WebhookState;

  @VisibleTo("WITH_PARENT")
  @Field(() => WebhookEnd, { nullable: true, description: "Null while it is enabled" })
  @Column(textColumn(STATE_LENGTH, { nullable: true }))
  disabledBecause: WebhookEnd | null;

  @Column(rankColumn())
  disabledBy: string | null;

  /** The secret in use, and the one before it. */
  @Column(longTextColumn())
  sealedSecrets: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Until then messages are signed with the secret before the present one, too",
  })
  @Column(timeColumn({ nullable: true }))
  formerSecretUntil: Date | null;

  /** Messages of events up to this one are not for it. */
  @Column(numberColumn())
  fromSequence: number;

  /** When something is to be sent; null where nothing waits. */
  @Column(timeColumn({ nullable: true }))
  dueAt: Date | null;

  /** Nothing is sent before: its receiver has failed several times in a row. */
  @Column(timeColumn())
  pausedUntil: Date;

  /** The worker that sends for it, until this moment. */
  @Column(timeColumn())
  heldUntil: Date;

  /** Its receiver lets us wait, so it waits among its like. */
  @Column(booleanColumn())
  isSlow: boolean;

  @Column("integer")
  failuresInARow: number;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { nullable: true, description: "Since when nothing could be delivered" })
  @Column(timeColumn({ nullable: true }))
  failingSince: Date | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { nullable: true, description: "Null where nothing ever was" })
  @Column(timeColumn({ nullable: true }))
  lastDeliveredAt: Date | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { nullable: true, description: "When its settings were last changed; null: never" })
  @Column(timeColumn({ nullable: true }))
  updatedAt: Date | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar)
  @Column(timeColumn())
  createdAt: Date;
}
