import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from "typeorm";
import {
  booleanColumn,
  identifierColumn,
  jsonColumn,
  RESELLER_PATH_LENGTH,
  textColumn,
  timeColumn,
} from "../database/index.js";
import { DateTimeScalar, Node } from "../request/index.js";
import { Reseller } from "../tenancy/index.js";

/** A panel or webmail whose own tokens sign its users in, within the subtree of the reseller that registered it. */
@Entity("trusted_issuer")
@ObjectType({ implements: Node })
@Index("ix_trusted_issuer_path", ["resellerPath", "id"])
@Index("ux_trusted_issuer", ["issuer", "audience"], { unique: true })
export class TrustedIssuer extends Node {
  @Field(() => String)
  @Column(textColumn(100))
  name: string;

  /** Null for the platform's own webmail. */
  @Column(identifierColumn({ nullable: true }))
  resellerId: string | null;

  @ManyToOne(() => Reseller, { nullable: true, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "resellerId", foreignKeyConstraintName: "fk_trusted_issuer_reseller" })
  resellerRow?: Relation<Reseller> | null;

  @Column(textColumn(RESELLER_PATH_LENGTH, { nullable: true }))
  resellerPath: string | null;

  /** Exact value of the `iss` claim. */
  @Field(() => String)
  @Column(textColumn(255))
  issuer: string;

  /** Exact value that `aud` must contain. */
  @Field(() => String)
  @Column(textColumn(255))
  audience: string;

  /** One asymmetric JWS algorithm, for instance RS256, ES256 or EdDSA. */
  @Field(() => String)
  @Column(textColumn(16))
  algorithm: string;

  /** SPKI PEM public keys; more than one while a key is being changed. */
  @Column(jsonColumn())
  publicKeys: { keyId: string | null; pem: string }[];

  /** Roles its tokens may claim: ACCOUNT, DOMAIN_ADMIN, RESELLER. */
  @Field(() => [String])
  @Column(jsonColumn())
  allowedRoles: string[];

  @Field(() => Boolean)
  @Column(booleanColumn())
  isDisabled: boolean;

  @Field(() => DateTimeScalar)
  @Column(timeColumn())
  createdAt: Date;
}
