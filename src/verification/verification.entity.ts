import { ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { Authorization } from "../authorizations/index.js";
import { identifierColumn, jsonColumn, STATE_LENGTH, textColumn, timeColumn } from "../database/index.js";
import { Node, VisibleTo } from "../graphql/index.js";

export enum VerificationState {
  OPEN = "OPEN",
  /** Answered in a way that looks automated; counts once it is repeated. */
  HELD = "HELD",
  ALLOWED = "ALLOWED",
  DENIED = "DENIED",
  BLOCKED = "BLOCKED",
  /** A newer question, a second wrong number or a withdrawn request took its place. */
  RETIRED = "RETIRED",
  EXPIRED = "EXPIRED",
}

/** What is known of the question mail. The same for an address that exists, is blocked or belongs to another tenant. */
export enum DeliveryState {
  QUEUED = "QUEUED",
  SENT = "SENT",
  UNDELIVERABLE = "UNDELIVERABLE",
}

registerEnumType(VerificationState, {
  name: "VerificationState",
  description: "Whether a question can be answered, or how it ended.",
  valuesConfig: {
    ALLOWED: { description: "The owner said yes" },
    BLOCKED: { description: "The owner said no, and wants to be asked by nobody" },
    DENIED: { description: "The owner said no" },
    EXPIRED: { description: "Nobody answered in time" },
    HELD: { description: "Answered in a way that looks automated; counts once it is repeated" },
    OPEN: { description: "It can be answered" },
    RETIRED: { description: "A newer question, a second wrong number or a withdrawn request took its place" },
  },
});
/** What mail servers said against the question's mail, as the table of failures reads it. */
export enum DeliveryProblemCode {
  /** The next mail server still has it, and goes on trying. */
  DELAYED = "DELAYED",
  /** Full, busy or out of reach, until whoever had the mail gave it up. */
  NOT_TAKEN = "NOT_TAKEN",
  /** Nobody receives there. */
  ADDRESS_GONE = "ADDRESS_GONE",
  /** Our network, sender, signature or content was refused; the address may be as good as before. */
  SENDER_REFUSED = "SENDER_REFUSED",
  /** The address takes no mail from outside. */
  NOT_FOR_STRANGERS = "NOT_FOR_STRANGERS",
}

registerEnumType(DeliveryState, {
  name: "DeliveryState",
  description: "How far the mail with a question is.",
  valuesConfig: {
    QUEUED: { description: "On its way to our own server, or waiting for its turn" },
    SENT: { description: "Handed over" },
    UNDELIVERABLE: { description: "It came back" },
  },
});
registerEnumType(DeliveryProblemCode, {
  name: "DeliveryProblemCode",
  description: "Why a question has not reached the owner.",
  valuesConfig: {
    ADDRESS_GONE: { description: "There is no such mailbox, or no mail leads to its domain" },
    DELAYED: { description: "Its server has not taken it yet; we go on trying" },
    NOT_FOR_STRANGERS: { description: "The mailbox takes no mail from people whom it does not know" },
    NOT_TAKEN: { description: "Its server refuses the mail for another reason" },
    SENDER_REFUSED: { description: "Its server refuses mail from this platform" },
  },
});

/** One question mailed to the owner of an address. The token itself is never stored, only its hash. */
@Entity("verification")
@VisibleTo("WITH_PARENT")
@ObjectType({ implements: Node, description: "One question mailed to the owner of an address." })
@Index("ix_verification_authorization", ["authorizationId", "id"])
@Index("ix_verification_expiry", ["state", "expiresAt"])
export class Verification extends Node {
  @Column(identifierColumn())
  authorizationId: string;

  @ManyToOne(() => Authorization, { nullable: false, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "authorizationId", foreignKeyConstraintName: "fk_verification_authorization" })
  authorizationRow?: Relation<Authorization>;

  /** SHA-256, hexadecimal. */
  @Index("ux_verification_token", { unique: true })
  @Column(textColumn(64))
  tokenHash: string;

  @Column(textColumn(STATE_LENGTH))
  readonly state: VerificationState;

  /** Two digits, shown to the asker only: no page and no mail to the owner tells them. */
  @Column(textColumn(2))
  matchNumber: string;

  /** How often the owner's side gave another number; the second time ends the question. */
  @Column("integer")
  wrongNumbers: number;

  @Column(textColumn(STATE_LENGTH))
  deliveryState: DeliveryState;

  /** What a mail server last said against its mail; null where none did. */
  @Column(textColumn(32, { nullable: true }))
  deliveryProblem: DeliveryProblemCode | null;

  @Column(timeColumn({ nullable: true }))
  deliveryProblemAt: Date | null;

  /** Tag in the return path of its mail, which a bounce comes back to; null when no mail was written. */
  @Index("ux_verification_return_path", { unique: true })
  @Column(textColumn(64, { nullable: true }))
  returnPathTag: string | null;

  @Column(timeColumn())
  createdAt: Date;

  /** When its turn came: its mail was written, or nothing, where nobody is to be asked. Null while it waits. */
  @Column(timeColumn({ nullable: true }))
  releasedAt: Date | null;

  /** When the next mail server had taken its mail. Not for the asker: see answer-time. */
  @Column(timeColumn({ nullable: true }))
  sentAt: Date | null;

  /** How long its owner has, from the sending of the mail on. */
  @Column("integer", { default: 72 })
  answerHours: number;

  /** Null until the mail was sent: a question that waits does not run out. */
  @Column(timeColumn({ nullable: true }))
  expiresAt: Date | null;

  @Column(timeColumn({ nullable: true }))
  answeredAt: Date | null;

  /** When its asker's side withdrew it: asked for again in time, the same question is taken up. Null otherwise. */
  @Column(timeColumn({ nullable: true }))
  withdrawnAt: Date | null;

  /** How the answer came: delay after sending, network, user agent, and what looked automated. */
  @Column(jsonColumn({ nullable: true }))
  evidence: unknown;
}
