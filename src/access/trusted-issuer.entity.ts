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

registerEnumType(IssuerRole, {
  name: "IssuerRole",
  description: "Whom an issuer's tokens may speak for.",
  valuesConfig: {
    ACCOUNT: { description: "A mailbox, in its own name" },
    DOMAIN_ADMIN: { description: "An administrator of a domain" },
    RESELLER: { description: "An administrator of a reseller" },
  },
});

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

registerEnumType(IssuerAlgorithm, {
  name: "IssuerAlgorithm",
  description: "How an issuer signs its tokens (RFC 7518 3.1; EdDSA: RFC 8037).",
  valuesConfig: {
    ES256: { description: "ECDSA, P-256, SHA-256" },
    ES384: { description: "ECDSA, P-384, SHA-384" },
    ES512: { description: "ECDSA, P-521, SHA-512" },
    EdDSA: { description: "Ed25519" },
    PS256: { description: "RSA-PSS, SHA-256" },
    PS384: { description: "RSA-PSS, SHA-384" },
    PS512: { description: "RSA-PSS, SHA-512" },
    RS256: { description: "RSA, PKCS #1 1.5, SHA-256" },
    RS384: { description: "RSA, PKCS #1 1.5, SHA-384" },
    RS512: { description: "RSA, PKCS #1 1.5, SHA-512" },
  },
});

@VisibleTo("WITH_PARENT")
@ObjectType()
@InputType("IssuerKeyInput", { description: "A public key of an issuer." })
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
  @Field(() => String, { description: "What its maker called it" })
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
  @Field(() => String, { description: "Claim `iss` of its tokens" })
  @Column(textColumn(255))
  issuer: string;

  /** Exact value that `aud` must contain. */
  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "Claim `aud` of its tokens" })
  @Column(textColumn(255))
  audience: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => IssuerAlgorithm, { description: "The only one that its tokens may be signed with" })
  @Column(textColumn(16))
  algorithm: IssuerAlgorithm;

  /** More than one while a key is being changed. */
  @VisibleTo("WITH_PARENT")
  @Field(() => [IssuerKey], { description: "Of which each token names one (`kid`)" })
  @Column(jsonColumn())
  publicKeys: IssuerKey[];

  @VisibleTo("WITH_PARENT")
  @Field(() => [IssuerRole], { description: "Whom its tokens may speak for" })
  @Column(jsonColumn())
  allowedRoles: IssuerRole[];

  @VisibleTo("WITH_PARENT")
  @Field(() => Boolean, { description: "Whether its tokens are refused" })
  @Column(booleanColumn())
  isDisabled: boolean;

  /** Rank of whoever disabled it (kernel/rank.ts). */
  @Column(rankColumn())
  disabledBy: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { nullable: true, description: "When its settings were last changed; null: never" })
  @Column(timeColumn({ nullable: true }))
  updatedAt: Date | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar)
  @Column(timeColumn())
  createdAt: Date;
}
