import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from "typeorm";
import {
  ADDRESS_LENGTH,
  identifierColumn,
  longTextColumn,
  RESELLER_PATH_LENGTH,
  rankColumn,
  STATE_LENGTH,
  textColumn,
  timeColumn,
} from "../database/index.js";
import { DateTimeScalar, LiesAt, Node, VisibleTo } from "../graphql/index.js";
import { Domain } from "./domain.entity.js";
import { MAX_REFERENCE_LENGTH, MAX_REFERENCE_OWNER_LENGTH } from "./external-reference.js";
import { placeOfAccount } from "./places.js";
import { TenantState } from "./tenant-state.js";

/** A mailbox; its address is its SASL login. */
@Entity("account")
@VisibleTo("WITHIN_SCOPE", "ADDRESS_SIDE")
@LiesAt(placeOfAccount)
@ObjectType({ implements: Node, description: "A mailbox of a domain; its address is its SASL login." })
@Index("ux_account_reference", ["referenceOwner", "externalReference"], { unique: true })
@Index("ix_account_path", ["resellerPath", "addressKey"])
@Index("ix_account_state", ["state", "resellerPath", "id"])
@Index("ix_account_state_address", ["state", "addressKey"])
@Index("ix_account_domain", ["domainId", "addressKey"])
@Index("ix_account_age", ["state", "createdAt", "id"])
@Index("ix_account_path_age", ["resellerPath", "state", "createdAt", "id"])
@Index("ix_account_domain_age", ["domainId", "state", "createdAt", "id"])
export class Account extends Node {
  @Column(identifierColumn())
  domainId: string;

  @ManyToOne(() => Domain, { nullable: false, onDelete: "NO ACTION", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "domainId", foreignKeyConstraintName: "fk_account_domain" })
  domainRow?: Relation<Domain>;

  @Column(textColumn(RESELLER_PATH_LENGTH))
  resellerPath: string;

  /** As typed. */
  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "Where it gets its mail, and the login it signs in with; as it was typed" })
  @Column(textColumn(ADDRESS_LENGTH))
  address: string;

  /** Canonical form; what logins are compared with. */
  @Index("ux_account_address", { unique: true })
  @Column(textColumn(ADDRESS_LENGTH))
  addressKey: string;

  /** Argon2id; null for an account that signs in only through its panel or webmail. */
  @Column(textColumn(255, { nullable: true }))
  passwordHash: string | null;

  @VisibleTo("WITHIN_SCOPE")
  @Field(() => TenantState)
  @Column(textColumn(STATE_LENGTH))
  state: TenantState;

  @VisibleTo("WITHIN_SCOPE")
  @Field(() => String, { nullable: true })
  @Column(longTextColumn({ nullable: true }))
  suspendedReason: string | null;

  /** Rank of whoever suspended it (kernel/rank.ts); null while active. */
  @Column(rankColumn())
  suspendedBy: string | null;

  /** BCP 47 tag for mails about this account; null inherits from the reseller. */
  @VisibleTo("WITHIN_SCOPE")
  @Field(() => String, { nullable: true })
  @Column(textColumn(16, { nullable: true }))
  language: string | null;

  @VisibleTo("ADMINISTERED")
  @Field(() => String, { nullable: true, description: "What its panel knows it by; null where none was said" })
  @Column(textColumn(MAX_REFERENCE_LENGTH, { nullable: true }))
  externalReference: string | null;

  /** Label of the reseller whose caller said it, empty for the platform: references of different ones never meet. */
  @Column(textColumn(MAX_REFERENCE_OWNER_LENGTH, { nullable: true }))
  referenceOwner: string | null;

  @VisibleTo("WITHIN_SCOPE")
  @Field(() => DateTimeScalar)
  @Column(timeColumn())
  createdAt: Date;

  @VisibleTo("WITHIN_SCOPE")
  @Field(() => DateTimeScalar)
  @Column(timeColumn())
  updatedAt: Date;
}
