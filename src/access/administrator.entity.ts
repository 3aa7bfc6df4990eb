import { Field, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from "typeorm";
import {
  ADDRESS_LENGTH,
  booleanColumn,
  identifierColumn,
  RESELLER_PATH_LENGTH,
  rankColumn,
  STATE_LENGTH,
  textColumn,
  timeColumn,
} from "../database/index.js";
import { DateTimeScalar, Node, VisibleTo } from "../graphql/index.js";
import { Domain, Reseller } from "../tenancy/index.js";
import { MadeNode } from "./maker.js";

export enum AdministratorRole {
  OPERATOR = "OPERATOR",
  RESELLER = "RESELLER",
  DOMAIN_ADMIN = "DOMAIN_ADMIN",
}

registerEnumType(AdministratorRole, {
  name: "AdministratorRole",
  description: "What an administrator may do.",
  valuesConfig: {
    DOMAIN_ADMIN: { description: "Of one domain: its mailboxes, and who sends with its addresses" },
    OPERATOR: { description: "Of the whole platform" },
    RESELLER: { description: "Of one reseller and everything below it" },
  },
});

/** A person who administers: the platform (no reseller), a reseller's subtree, or one domain. */
@Entity("administrator")
@VisibleTo("ADMINISTERED", "ITSELF")
@ObjectType({ implements: Node })
@Index("ix_administrator_path", ["resellerPath", "id"])
@Index("ix_administrator_maker", ["madeById", "id"])
@Index("ix_administrator_domain", ["domainId", "id"])
@Index("ix_administrator_role", ["role", "id"])
@Index("ix_administrator_disabled", ["isDisabled", "id"])
export class Administrator extends MadeNode {
  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "What they sign in with" })
  @Index("ux_administrator_login", { unique: true })
  @Column(textColumn(ADDRESS_LENGTH))
  login: string;

  @Column(textColumn(255))
  passwordHash: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => AdministratorRole, { description: "What they may do; their scope says where" })
  @Column(textColumn(STATE_LENGTH))
  role: AdministratorRole;

  @Column(identifierColumn({ nullable: true }))
  resellerId: string | null;

  @ManyToOne(() => Reseller, { nullable: true, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "resellerId", foreignKeyConstraintName: "fk_administrator_reseller" })
  resellerRow?: Relation<Reseller> | null;

  /** Of the reseller, or of the domain's reseller; null for an operator. */
  @Column(textColumn(RESELLER_PATH_LENGTH, { nullable: true }))
  resellerPath: string | null;

  @Column(identifierColumn({ nullable: true }))
  domainId: string | null;

  @ManyToOne(() => Domain, { nullable: true, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "domainId", foreignKeyConstraintName: "fk_administrator_domain" })
  domainRow?: Relation<Domain> | null;

  /** Since when a second factor is asked for besides the password; null without one. */
  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Since when a second factor is asked for besides the password; null without one",
  })
  @Column(timeColumn({ nullable: true }))
  secondFactorSince: Date | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, {
    nullable: true,
    description: "Where approval requests, digests and alerts go once it is confirmed",
  })
  @Column(textColumn(ADDRESS_LENGTH, { nullable: true }))
  email: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When whoever reads it said that it is theirs; until then it gets nothing but that question",
  })
  @Column(timeColumn({ nullable: true }))
  emailConfirmedAt: Date | null;

  /** SHA-256, hexadecimal, of the token in the link that was mailed last. */
  @Index("ux_administrator_confirmation", { unique: true })
  @Column(textColumn(64, { nullable: true }))
  confirmationHash: string | null;

  @Column(timeColumn({ nullable: true }))
  confirmationEndsAt: Date | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { nullable: true, description: "`en`, `de` or `fr`; null for that of their scope" })
  @Column(textColumn(16, { nullable: true }))
  language: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => Boolean, { description: "Whether they are kept from signing in" })
  @Column(booleanColumn())
  isDisabled: boolean;

  /** Rank of whoever disabled it (kernel/rank.ts). */
  @Column(rankColumn())
  disabledBy: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When its address or language was last changed; null: never",
  })
  @Column(timeColumn({ nullable: true }))
  updatedAt: Date | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar)
  @Column(timeColumn())
  createdAt: Date;
}
