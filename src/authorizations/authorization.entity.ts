import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from "typeorm";
import {
  ADDRESS_LENGTH,
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
import { type AuthorizationBasis, AuthorizationSource, AuthorizationState } from "./authorization-state.js";
import { Identity } from "./identity.entity.js";

/**
 * Account × identity: whether this account may send as this address, how that came to be, and what webmail puts into a
 * message for it. Carries the account's place in the tenant tree and the address's domain, so that every list and filter
 * is one index range.
 */
@Entity("sender_authorization")
@VisibleTo("WITHIN_SCOPE", "ADDRESS_SIDE")
@ObjectType({ implements: Node, description: "Whether an account may send as an address, and its webmail profile." })
@Index("ux_sender_authorization", ["accountId", "identityId"], { unique: true })
@Index("ix_sender_authorization_identity", ["identityId", "id"])
@Index("ix_sender_authorization_path", ["resellerPath", "id"])
@Index("ix_sender_authorization_state", ["state", "resellerPath", "id"])
@Index("ix_sender_authorization_source", ["source", "resellerPath", "id"])
@Index("ix_sender_authorization_domain", ["domainId", "id"])
@Index("ix_sender_authorization_domain_state", ["domainId", "state", "id"])
@Index("ix_sender_authorization_target", ["identityDomain", "id"])
@Index("ix_sender_authorization_expiry", ["state", "expiresAt", "id"])
@Index("ix_sender_authorization_use", ["state", "lastUsedAt", "id"])
@Index("ix_sender_authorization_age", ["state", "createdAt", "id"])
@Index("ix_sender_authorization_address", ["state", "addressKey", "id"])
@Index("ix_sender_authorization_path_expiry", ["resellerPath", "state", "expiresAt", "id"])
@Index("ix_sender_authorization_path_use", ["resellerPath", "state", "lastUsedAt", "id"])
@Index("ix_sender_authorization_path_age", ["resellerPath", "state", "createdAt", "id"])
@Index("ix_sender_authorization_domain_expiry", ["domainId", "state", "expiresAt", "id"])
@Index("ix_sender_authorization_domain_use", ["domainId", "state", "lastUsedAt", "id"])
@Index("ix_sender_authorization_domain_age", ["domainId", "state", "createdAt", "id"])
@Index("ix_sender_authorization_domain_address", ["domainId", "addressKey", "id"])
export class Authorization extends Node {
  @Column(identifierColumn())
  accountId: string;

  @ManyToOne(() => Account, { nullable: false, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "accountId", foreignKeyConstraintName: "fk_sender_authorization_account" })
  accountRow?: Relation<Account>;

  @Column(identifierColumn())
  identityId: string;

  @ManyToOne(() => Identity, { nullable: false, onDelete: "NO ACTION", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "identityId", foreignKeyConstraintName: "fk_sender_authorization_identity" })
  identityRow?: Relation<Identity>;

  /** Of the account. */
  @Column(identifierColumn())
  domainId: string;

  /** Of the account. */
  @Column(textColumn(RESELLER_PATH_LENGTH))
  resellerPath: string;

  /** A-label of the identity's domain. */
  @Column(textColumn(DOMAIN_LENGTH))
  identityDomain: string;

  /** Of the identity, which keeps it for ever. The default is the migration's, for rows from before. */
  @Column(textColumn(ADDRESS_LENGTH, { default: "" }))
  addressKey: string;

  /**
   * As its asker wrote it, for the mail that asks, where that is not the canonical form: what stands before the @ is for
   * the owner's server to read (RFC 5321 2.4). Null for everything else.
   */
  @Column(textColumn(ADDRESS_LENGTH, { nullable: true }))
  typedAddress: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => AuthorizationState, { description: "Whether the account may send as the address, or why not" })
  @Column(textColumn(STATE_LENGTH))
  readonly state: AuthorizationState;

  @VisibleTo("WITH_PARENT")
  @Field(() => AuthorizationSource, { description: "How it came to be" })
  @Column(textColumn(STATE_LENGTH))
  source: AuthorizationSource;

  /** What the state rests on; changes with it and only with it. */
  @Column(textColumn(STATE_LENGTH, { nullable: true }))
  basis: AuthorizationBasis | null;

  /** Rank (kernel/rank.ts) of the administrator who gave it; null where none did, or where an owner or a record did. */
  @Column(rankColumn())
  givenBy: string | null;

  /** Why it is in its state. */
  @Column(jsonColumn({ nullable: true }))
  reason: ReasonText | null;

  /** Rank of whoever paused it (kernel/rank.ts), kept until they or somebody above take it up; null for mayfrom itself. */
  @Column(rankColumn())
  pausedBy: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar)
  @Column(timeColumn())
  createdAt: Date;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar)
  @Column(timeColumn())
  updatedAt: Date;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { nullable: true, description: "Since when it holds; null where it never has" })
  @Column(timeColumn({ nullable: true }))
  authorizedAt: Date | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { nullable: true, description: "When it ends by itself; null where it does not" })
  @Column(timeColumn({ nullable: true }))
  expiresAt: Date | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When a message was last seen that needed it, to the day; null where none was",
  })
  @Column(timeColumn({ nullable: true }))
  lastUsedAt: Date | null;

  /** The owner said no, or took back what was allowed, and has not said yes since; kept however it is asked again. */
  @Column(timeColumn({ nullable: true }))
  refusedByOwnerAt: Date | null;

  /** After a no of the owner: when the account may ask again; null means at any time. */
  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "After a no of the owner: from when the account may ask again",
  })
  @Column(timeColumn({ nullable: true }))
  askAgainAt: Date | null;
}
