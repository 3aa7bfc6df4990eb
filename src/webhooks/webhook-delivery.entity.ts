import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import {
  identifierColumn,
  longTextColumn,
  numberColumn,
  STATE_LENGTH,
  textColumn,
  timeColumn,
} from "../database/index.js";
import { DateTimeScalar, SequenceScalar, toGlobalId, VisibleTo } from "../graphql/index.js";
import type { GlobalId } from "../kernel/index.js";
import { Webhook } from "./webhook.entity.js";
import { DeliveryState } from "./webhook-states.js";

/** One message for one webhook, with how it went. */
@Entity("webhook_delivery")
@VisibleTo("WITH_PARENT")
@ObjectType({ description: "One message for one webhook, with how it went." })
@Index("ix_webhook_delivery_due", ["webhookId", "state", "dueAt", "sequence"])
@Index("ix_webhook_delivery_subject", ["webhookId", "state", "subjectKey", "sequence"])
@Index("ix_webhook_delivery_list", ["webhookId", "id"])
@Index("ix_webhook_delivery_finished", ["finishedAt"])
export class WebhookDelivery {
  @PrimaryColumn(identifierColumn())
  id: string;

  @Field(() => ID, { name: "id", description: "`webhook-id` of the message, the same each time it is sent" })
  get globalId(): GlobalId {
    return toGlobalId("WebhookDelivery", this.id);
  }

  @Column(identifierColumn())
  webhookId: string;

  @ManyToOne(() => Webhook, { nullable: false, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "webhookId", foreignKeyConstraintName: "fk_webhook_delivery_webhook" })
  webhookRow?: Relation<Webhook>;

  @Field(() => SequenceScalar, { nullable: true, description: "Of the change it tells of; null for a test" })
  @Column(numberColumn({ nullable: true }))
  sequence: number | null;

  /** Messages with the same one are delivered one after the other. */
  @Column(identifierColumn())
  subjectKey: string;

  @Field(() => String, { description: "`type` of the message, for instance `authorization.revoked`" })
  @Column(textColumn(64))
  type: string;

  @Field(() => DeliveryState, { description: "How far it is" })
  @Column(textColumn(STATE_LENGTH))
  readonly state: DeliveryState;

  @Field(() => Int, { description: "How often it was tried" })
  @Column("integer")
  attempts: number;

  @Column(timeColumn())
  dueAt: Date;

  @Field(() => DateTimeScalar)
  @Column(timeColumn())
  createdAt: Date;

  /** From when on it is given up. */
  @Column(timeColumn())
  endsAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: "Null before the first" })
  @Column(timeColumn({ nullable: true }))
  lastAttemptAt: Date | null;

  @Field(() => Int, { nullable: true, description: "Of the last answer; null where there was none" })
  @Column("integer", { nullable: true })
  statusCode: number | null;

  @Field(() => String, { nullable: true, description: "Why the last try failed" })
  @Column(textColumn(255, { nullable: true }))
  error: string | null;

  @Field(() => String, { nullable: true, description: "How the last answer begins" })
  @Column(longTextColumn({ nullable: true }))
  excerpt: string | null;

  @Field(() => Int, { nullable: true, description: "Milliseconds that the last try took" })
  @Column("integer", { nullable: true })
  durationMs: number | null;

  @Column(timeColumn({ nullable: true }))
  finishedAt: Date | null;
}
