import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { type KeptName, NamesActor } from "../../audit/index.js";
import { identifierColumn, jsonColumn, longTextColumn, textColumn, timeColumn } from "../../database/index.js";
import { DateTimeScalar, Node, VisibleTo } from "../../graphql/index.js";
import { Authorization } from "../authorization.entity.js";
import type { KeptProposal } from "./profile-proposal.js";

/**
 * One of the ways in which an account presents itself under an address it may send as. The oldest one is what the
 * profile fields of the authorization show.
 */
@Entity("sender_profile")
@VisibleTo("FOUND_IN_SCOPE")
@ObjectType({
  implements: Node,
  description: "What webmail puts into messages from an address; one right to an address has one or more of them.",
})
@Index("ix_sender_profile_authorization", ["authorizationId", "id"])
@Index("ix_sender_profile_default", ["accountId", "defaultSince"])
export class SenderProfile extends Node {
  @Column(identifierColumn())
  authorizationId: string;

  @ManyToOne(() => Authorization, { nullable: false, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "authorizationId", foreignKeyConstraintName: "fk_sender_profile_authorization" })
  authorizationRow?: Relation<Authorization>;

  /** Of the authorization. */
  @Column(identifierColumn())
  accountId: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => Int, {
    description: "Grows by one with every change; say as `ifVersion` which one the change is meant for.",
  })
  @Column("integer")
  version: number;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "Empty where recipients see the address alone" })
  @Column(textColumn(200))
  displayName: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { nullable: true, description: 'Header "Organization"' })
  @Column(textColumn(200, { nullable: true }))
  organization: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { nullable: true, description: "Addresses with names and groups, as they were given" })
  @Column(longTextColumn({ nullable: true }))
  replyTo: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { nullable: true, description: "Addresses with names and groups, as they were given" })
  @Column(longTextColumn({ nullable: true }))
  bcc: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { nullable: true, description: "Plain text" })
  @Column(longTextColumn({ nullable: true }))
  signature: string | null;

  /** When it was last wished to be the default: of those that may be used, the last one wished is. Null: not wished. */
  @Column(timeColumn({ nullable: true }))
  defaultSince: Date | null;

  /** What an administrator wants of Reply-To and Bcc; null where nothing waits for the account. */
  @Column(jsonColumn({ nullable: true }))
  proposal: KeptProposal | null;

  @VisibleTo("WITH_PARENT")
  @NamesActor()
  @Field(() => String, { nullable: true, description: "Who changed it last; null for one from before this was kept" })
  @Column(textColumn(254, { nullable: true }))
  updatedBy: KeptName | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar)
  @Column(timeColumn())
  createdAt: Date;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar)
  @Column(timeColumn())
  updatedAt: Date;
}
