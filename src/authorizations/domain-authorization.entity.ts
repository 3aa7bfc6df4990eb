import { Field, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from "typeorm";
import {
  DOMAIN_LENGTH,
  identifierColumn,
  jsonColumn,
  RESELLER_PATH_LENGTH,
  rankColumn,
  STATE_LENGTH,
  textColumn,
  timeColumn,
} from "../database/index.js";
import { DateTimeScalar, Node, VisibleTo } from "../graphql/index.js";
import { Account } from "../tenancy/index.js";
import type { ReasonText } from "./authorization-reason.js";

export enum DomainAuthorizationState {
  PENDING = "PENDING",
  AUTHORIZED = "AUTHORIZED",
  /** Its proof is gone; it holds again once that is back. */
  PAUSED = "PAUSED",
  REVOKED = "REVOKED",
}

export enum DomainProof {
  /** The domain is hosted here and one of its administrators agreed. */
  HOSTED = "HOSTED",
  /** A TXT record with the challenge was found in the domain. */
  DNS_TXT = "DNS_TXT",
}

registerEnumType(DomainAuthorizationState, {
  name: "DomainAuthorizationState",
  description: "Whether an account may send as anybody in a domain.",
  valuesConfig: {
    AUTHORIZED: { description: "It may" },
    PAUSED: { description: "Its proof has been gone for too long" },
    PENDING: { description: "It is not proven yet" },
    REVOKED: { description: "It was taken back" },
  },
});
registerEnumType(DomainProof, {
  name: "DomainProof",
  description: "What the right to send as anybody in a domain rests on.",
  valuesConfig: {
    DNS_TXT: { description: "A TXT record that the account was told to publish" },
    HOSTED: { description: "The domain is hosted here and proven" },
  },
});

/** "May send as anyone in this domain", proven by hosting the domain here or by a DNS record. */
@Entity("domain_authorization")
@VisibleTo("WITHIN_SCOPE", "ADDRESS_SIDE")
@ObjectType({ implements: Node })
@Index("ux_domain_authorization", ["accountId", "domain"], { unique: true })
@Index("ix_domain_authorization_path", ["resellerPath", "id"])
@Index("ix_domain_authorization_domain", ["domainId", "id"])
@Index("ix_domain_authorization_state", ["state", "resellerPath", "id"])
@Index("ix_domain_authorization_target", ["domain", "id"])
@Index("ix_domain_authorization_expiry", ["state", "expiresAt"])
export class DomainAuthorization extends Node {
  @Column(identifierColumn())
  accountId: string;

  @ManyToOne(() => Account, { nullable: false, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "accountId", foreignKeyConstraintName: "fk_domain_authorization_account" })
  accountRow?: Relation<Account>;

  /** Of the account. */
  @Column(identifierColumn())
  domainId: string;

  /** Of the account. */
  @Column(textColumn(RESELLER_PATH_LENGTH))
  resellerPath: string;

  /** The domain it may send as; A-label. */
  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "In lower case and A-labels" })
  @Column(textColumn(DOMAIN_LENGTH))
  domain: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => DomainAuthorizationState, { description: "Whether it holds" })
  @Column(textColumn(STATE_LENGTH))
  readonly state: DomainAuthorizationState;

  @VisibleTo("WITH_PARENT")
  @Field(() => DomainProof, { description: "What it rests on" })
  @Column(textColumn(STATE_LENGTH))
  proof: DomainProof;

  /** Rank (kernel/rank.ts) of the administrator who gave it; null where none did, or where an owner or a record did. */
  @Column(rankColumn())
  givenBy: string | null;

  @Column(jsonColumn({ nullable: true }))
  reason: ReasonText | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar)
  @Column(timeColumn())
  createdAt: Date;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { nullable: true, description: "Since when it holds; null where it never has" })
  @Column(timeColumn({ nullable: true }))
  authorizedAt: Date | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When a claim that nobody proves ends; null where it does not",
  })
  @Column(timeColumn({ nullable: true }))
  expiresAt: Date | null;
}
