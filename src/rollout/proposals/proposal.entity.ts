import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { type KeptName, NamesActor } from "../../audit/index.js";
import type { StateBefore } from "../../authorizations/index.js";
import {
  ADDRESS_LENGTH,
  identifierColumn,
  jsonColumn,
  numberColumn,
  STATE_LENGTH,
  textColumn,
  timeColumn,
} from "../../database/index.js";
import { DateTimeScalar, Node, VisibleTo } from "../../graphql/index.js";
import { Account } from "../../tenancy/index.js";

export enum ProposalState {
  /** Waits for the account's budget, or for an administrator. */
  OPEN = "OPEN",
  /** An administrator who may not give it has accepted it: its owner is asked next. */
  WANTED = "WANTED",
  /** The owner has been asked. */
  ASKED = "ASKED",
  /** Authorized until a date, and to be confirmed by then. */
  GRANDFATHERED = "GRANDFATHERED",
  /** Given by an administrator. */
  GRANTED = "GRANTED",
  /** An administrator does not want it; it is not proposed again. */
  DISMISSED = "DISMISSED",
  /** Decided in another way. */
  SETTLED = "SETTLED",
}

registerEnumType(ProposalState, {
  name: "ProposalState",
  description:
    "OPEN waits; WANTED is accepted and its owner is asked next; ASKED waits for the owner; GRANDFATHERED holds until a date; GRANTED, DISMISSED and SETTLED are decided.",
  valuesConfig: {
    ASKED: { description: "Its owner was asked" },
    DISMISSED: { description: "An administrator, or the account, did not want it" },
    GRANDFATHERED: { description: "Allowed for some time, as it was long in use" },
    GRANTED: { description: "An administrator allowed it" },
    OPEN: { description: "Nobody has decided" },
    SETTLED: { description: "Decided elsewhere, or not in use any more" },
    WANTED: { description: "An administrator who may not give it has accepted it: its owner is asked next" },
  },
});

/** What a dismissal replaced, for as long as it can be taken back. */
export interface Dismissal {
  readonly from: UndecidedState;
  /** Of whoever dismissed it (kernel/rank.ts). */
  readonly rank: string;
  /** Null where nothing was asked or held. */
  readonly authorization: StateBefore | null;
}

export type UndecidedState =
  | ProposalState.OPEN
  | ProposalState.WANTED
  | ProposalState.ASKED
  | ProposalState.GRANDFATHERED;

/** An account was seen to send as an address often enough that it should be able to keep it. */
@Entity("proposal")
@VisibleTo("FOUND_IN_SCOPE")
@ObjectType({ implements: Node, description: "An address that an account was seen to use and is not authorized for." })
@Index("ux_proposal", ["accountId", "addressKey"], { unique: true })
@Index("ix_proposal_state", ["state", "id"])
@Index("ix_proposal_domain", ["domainId", "id"])
@Index("ix_proposal_address", ["addressKey", "id"])
@Index("ix_proposal_messages", ["state", "messages", "id"])
@Index("ix_proposal_seen", ["state", "lastSeenAt", "id"])
@Index("ix_proposal_domain_messages", ["domainId", "state", "messages", "id"])
@Index("ix_proposal_domain_seen", ["domainId", "state", "lastSeenAt", "id"])
export class Proposal extends Node {
  @Column(identifierColumn())
  accountId: string;

  @ManyToOne(() => Account, { nullable: false, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "accountId", foreignKeyConstraintName: "fk_proposal_account" })
  accountRow?: Relation<Account>;

  /** Of the account. There is no reseller path, so that a move touches no proposal. */
  @Column(identifierColumn())
  domainId: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { name: "address", description: "The address in From or MAIL FROM" })
  @Column(textColumn(ADDRESS_LENGTH))
  addressKey: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => ProposalState, { description: "What became of it" })
  @Column(textColumn(STATE_LENGTH))
  readonly state: ProposalState;

  @VisibleTo("WITH_PARENT")
  @Field(() => Int, { description: "Messages that were seen" })
  @Column(numberColumn())
  messages: number;

  @VisibleTo("WITH_PARENT")
  @Field(() => Int, { description: "Different days" })
  @Column("integer")
  days: number;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { description: "The first message under it" })
  @Column(timeColumn())
  firstSeenAt: Date;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { description: "The last message under it" })
  @Column(timeColumn())
  lastSeenAt: Date;

  @Column(identifierColumn({ nullable: true }))
  authorizationId: string | null;

  /** Two digits that the asker is shown; null before the owner is asked. */
  @Column(textColumn(2, { nullable: true }))
  matchNumber: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar)
  @Column(timeColumn())
  createdAt: Date;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { nullable: true, description: "Null while it is open" })
  @Column(timeColumn({ nullable: true }))
  decidedAt: Date | null;

  @VisibleTo("WITH_PARENT")
  @NamesActor()
  @Field(() => String, { nullable: true, description: "Who accepted or dismissed it" })
  @Column(textColumn(ADDRESS_LENGTH, { nullable: true }))
  decidedBy: KeptName | null;

  @Column(jsonColumn({ nullable: true }))
  dismissal: Dismissal | null;
}
