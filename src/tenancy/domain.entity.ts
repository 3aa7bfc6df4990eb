import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from "typeorm";
import {
  DOMAIN_LENGTH,
  identifierColumn,
  longTextColumn,
  RESELLER_PATH_LENGTH,
  rankColumn,
  STATE_LENGTH,
  textColumn,
  timeColumn,
} from "../database/index.js";
import { DateTimeScalar, LiesAt, Node, VisibleTo } from "../graphql/index.js";
import { DomainProofKind } from "./domain-proof.js";
import { MAX_REFERENCE_LENGTH, MAX_REFERENCE_OWNER_LENGTH } from "./external-reference.js";
import { placeOfDomain } from "./places.js";
import { Reseller } from "./reseller.entity.js";
import { TenantState } from "./tenant-state.js";

/** A client's mail domain. Carries its reseller's path, so that a subtree of domains is one index range. */
@Entity("domain")
@VisibleTo("ADMINISTERED", "OWN_DOMAIN")
@LiesAt(placeOfDomain)
@ObjectType({ implements: Node, description: "A client's mail domain, hosted here." })
@Index("ux_domain_reference", ["referenceOwner", "externalReference"], { unique: true })
@Index("ix_domain_path", ["resellerPath", "name"])
@Index("ix_domain_age", ["state", "createdAt", "id"])
@Index("ix_domain_path_age", ["resellerPath", "state", "createdAt", "id"])
@Index("ix_domain_state", ["state", "resellerPath", "id"])
@Index("ix_domain_state_name", ["state", "name"])
@Index("ix_domain_reseller", ["resellerId", "name"])
@Index("ix_domain_conflict", ["conflictAt", "id"])
@Index("ix_domain_proof", ["proof", "id"])
@Index("ix_domain_alias", ["aliasOfId", "name"])
export class Domain extends Node {
  @Column(identifierColumn())
  resellerId: string;

  @ManyToOne(() => Reseller, { nullable: false, onDelete: "NO ACTION", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "resellerId", foreignKeyConstraintName: "fk_domain_reseller" })
  resellerRow?: Relation<Reseller>;

  @Column(textColumn(RESELLER_PATH_LENGTH))
  resellerPath: string;

  /** A-label, lower case. */
  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "As it stands behind the `@`, in lower case and A-labels" })
  @Index("ux_domain_name", { unique: true })
  @Column(textColumn(DOMAIN_LENGTH))
  name: string;

  /**
   * The domain that this one stands for, of the same reseller and itself no alias; null for a domain of its own. It has a
   * proof of its own, and no accounts, policy, state or administrators: those of the other hold for it. No foreign key: a
   * statement that deletes both would depend on the order of its rows.
   */
  @Column(identifierColumn({ nullable: true }))
  aliasOfId: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => TenantState, { description: "Whether its accounts may send at all" })
  @Column(textColumn(STATE_LENGTH))
  state: TenantState;

  @VisibleTo("WITH_PARENT")
  @Field(() => DomainProofKind, { description: "How it is known to be its reseller's" })
  @Column(textColumn(STATE_LENGTH, { default: DomainProofKind.OPERATOR }))
  readonly proof: DomainProofKind;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { nullable: true, description: "Null while it is UNPROVEN" })
  @Column(timeColumn({ nullable: true }))
  provenAt: Date | null;

  /** Since when the operator should decide whose it is: other tenants hold authorizations in it. Null for no conflict. */
  @Column(timeColumn({ nullable: true }))
  conflictAt: Date | null;

  /** For administrators; a mailbox's user sees the state only. */
  @Column(longTextColumn({ nullable: true }))
  suspendedReason: string | null;

  /** Rank of whoever suspended it (kernel/rank.ts); null while active. */
  @Column(rankColumn())
  suspendedBy: string | null;

  @VisibleTo("ADMINISTERED")
  @Field(() => String, { nullable: true, description: "What its panel knows it by; null where none was said" })
  @Column(textColumn(MAX_REFERENCE_LENGTH, { nullable: true }))
  externalReference: string | null;

  /** Label of the reseller whose caller said it, empty for the platform: references of different ones never meet. */
  @Column(textColumn(MAX_REFERENCE_OWNER_LENGTH, { nullable: true }))
  referenceOwner: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar)
  @Column(timeColumn())
  createdAt: Date;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar)
  @Column(timeColumn())
  updatedAt: Date;
}
