import { Field, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { type KeptName, NamesActor } from "../audit/index.js";
import { Authorization } from "../authorizations/index.js";
import {
  identifierColumn,
  RESELLER_PATH_LENGTH,
  rankColumn,
  STATE_LENGTH,
  textColumn,
  timeColumn,
} from "../database/index.js";
import { DateTimeScalar, Node, VisibleTo } from "../graphql/index.js";
import { Domain } from "../tenancy/index.js";

export enum ApprovalState {
  WAITING = "WAITING",
  APPROVED = "APPROVED",
  REFUSED = "REFUSED",
  /** The owner answered by mail, or the request went away. */
  SETTLED = "SETTLED",
}

registerEnumType(ApprovalState, {
  name: "ApprovalState",
  description: "How far a request for approval is.",
  valuesConfig: {
    APPROVED: { description: "An administrator of the domain has allowed it" },
    REFUSED: { description: "An administrator of the domain has refused it" },
    SETTLED: { description: "Decided elsewhere: by the owner, by a grant, or because it was given up" },
    WAITING: { description: "Nobody has decided" },
  },
});

/** A request for an address in a hosted domain, waiting for that domain's administrators. */
@Entity("approval")
@VisibleTo("ADMINISTERED")
@ObjectType({ implements: Node, description: "A request for an address in a hosted domain, for its administrators." })
@Index("ux_approval_authorization", ["authorizationId"], { unique: true })
@Index("ix_approval_domain", ["domainId", "state", "id"])
@Index("ix_approval_path", ["state", "resellerPath", "id"])
@Index("ix_approval_age", ["state", "createdAt", "id"])
@Index("ix_approval_path_age", ["resellerPath", "state", "createdAt", "id"])
@Index("ix_approval_domain_age", ["domainId", "state", "createdAt", "id"])
export class Approval extends Node {
  @Column(identifierColumn())
  authorizationId: string;

  @ManyToOne(() => Authorization, { nullable: false, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "authorizationId", foreignKeyConstraintName: "fk_approval_authorization" })
  authorizationRow?: Relation<Authorization>;

  /** The hosted domain of the address that is asked for. */
  @Column(identifierColumn())
  domainId: string;

  @ManyToOne(() => Domain, { nullable: false, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "domainId", foreignKeyConstraintName: "fk_approval_domain" })
  domainRow?: Relation<Domain>;

  /** Of that domain. */
  @Column(textColumn(RESELLER_PATH_LENGTH))
  resellerPath: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => ApprovalState, { description: "How far it is" })
  @Column(textColumn(STATE_LENGTH))
  readonly state: ApprovalState;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar)
  @Column(timeColumn())
  createdAt: Date;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { nullable: true, description: "Null while it waits" })
  @Column(timeColumn({ nullable: true }))
  decidedAt: Date | null;

  @VisibleTo("WITH_PARENT")
  @NamesActor()
  @Field(() => String, { nullable: true, description: "Who decided, as the caller may know them; null while it waits" })
  @Column(textColumn(254, { nullable: true }))
  decidedBy: KeptName | null;

  /** Rank of whoever decided it (kernel/rank.ts); for taking it back. */
  @Column(rankColumn())
  decidedRank: string | null;

  /** The question to the owner that the decision ended; it waits again where the decision is taken back. */
  @Column(identifierColumn({ nullable: true }))
  retiredQuestionId: string | null;
}
