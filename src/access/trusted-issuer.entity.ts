import { Field, InputType, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from "typeorm";
import {
  booleanColumn,
  identifierColumn,
  jsonColumn,
  RESELLER_PATH_LENGTH,
  rankColumn,
  textColumn,
  timeColumn,
} from "../database/index.js";
import { DateTimeScalar, Node, VisibleTo } from "../graphql/index.js";
import { Reseller } from "../tenancy/index.js";
import { MadeNode } from "./maker.js";

/** Roles that tokens of an issuer may claim; never the platform's operator. */
export enum IssuerRole {
  ACCOUNT = "ACCOUNT",
  DOMAIN_ADMIN = "DOMAIN_ADMIN",
  RESELLER = "RESELLER",
}

registerEnumType(IssuerRole, { name: "IssuerRole" });

/** JWS algorithms (RFC 7518, RFC 8037) with a public key; a shared secret would let us sign as the issuer. */
export enum IssuerAlgorithm {
  RS256 = "RS256",
  RS384 = "RS384",
  RS512 = "RS512",
  PS256 = "PS256",
  PS384 = "PS384",
  PS512 = "PS512",
  ES256 = "ES256",
  ES384 = "ES384",
  ES512 = "ES512",
  EdDSA = "EdDSA",
}

registerEnumType(IssuerAlgorithm, { name: "IssuerAlgorithm" });

@VisibleTo("WITH_PARENT")
@ObjectType()
@InputType("IssuerKeyInput")
export class IssuerKey {
  @Field(() => String, { nullable: true, description: "The `kid` of the tokens that it signs; null for any" })
  keyId: string | null;

  @Field(() => String, { description: "SPKI, `-----BEGIN PUBLIC KEY-----`" })
  pem: string;
}

/** A panel or webmail whose own tokens sign its users in, within the subtree of the reseller that registered it. */
@Entity("trusted_issuer")
@VisibleTo("KEPT_CREDENTIAL")
@ObjectType({ implements: Node })
@Index("ix_trusted_issuer_path", ["resellerPath", "id"])
@Index("ix_trusted_issuer_maker", ["madeById", "id"])
@Index("ux_trusted_issuer", ["issuer", "audience"], { unique: true })
export class TrustedIssuer extends MadeNode {
  @VisibleTo("WITH_PARENT")
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
  @VisibleTo("WITH_PARENT")
  @Field(() => String)
  @Column(textColumn(255))
  issuer: string;

  /** Exact value that `aud` must contain. */
  @VisibleTo("WITH_PARENT")
  @Field(() => String)
  @Column(textColumn(255))
  audience: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => IssuerAlgorithm)
  @Column(textColumn(16))
  algorithm: IssuerAlgorithm;

  /** More than one while a key is being changed. */
  @VisibleTo("WITH_PARENT")
  @Field(() => [IssuerKey])
  @Column(jsonColumn())
  publicKeys: IssuerKey[];

  @VisibleTo("WITH_PARENT")
  @Field(() => [IssuerRole])
  @Column(jsonColumn())
  allowedRoles: IssuerRole[];

  @VisibleTo("WITH_PARENT")
  @Field(() => Boolean)
  @Column(booleanColumn())
  isDisabled: boolean;

  /** Rank of whoever disabled it (kernel/rank.ts). */
  @Column(rankColumn())
  disabledBy: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar)
  @Column(timeColumn())
  createdAt: Date;
}
