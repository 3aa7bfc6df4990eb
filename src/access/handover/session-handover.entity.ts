import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { booleanColumn, identifierColumn, STATE_LENGTH, textColumn, timeColumn } from "../../database/index.js";
import type { SubjectKind } from "../refresh-token.entity.js";
import { TrustedIssuer } from "../trusted-issuer.entity.js";

/** A sign-in that a panel has asked for and a browser takes up: by the code of a link first, then by a ticket in its place. */
@Entity("session_handover")
@Index("ix_session_handover_issuer", ["issuerId"])
@Index("ix_session_handover_expiry", ["expiresAt"])
export class SessionHandover {
  @PrimaryColumn(identifierColumn())
  id: string;

  /** Of the code; once a browser has shown it, of the ticket. */
  @Column(textColumn(64))
  @Index("ux_session_handover_hash", { unique: true })
  secretHash: string;

  @Column(textColumn(STATE_LENGTH))
  subjectKind: SubjectKind;

  @Column(identifierColumn())
  subjectId: string;

  @Column(identifierColumn())
  issuerId: string;

  @ManyToOne(() => TrustedIssuer, { onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "issuerId", foreignKeyConstraintName: "fk_session_handover_issuer" })
  issuerRow?: Relation<TrustedIssuer>;

  /** Whether the issuer says that it asked for more than a password (RFC 8176, `mfa`). */
  @Column(booleanColumn())
  isMultiFactor: boolean;

  @Column(timeColumn())
  expiresAt: Date;

  /** When a browser exchanged the code for the ticket. */
  @Column(timeColumn({ nullable: true }))
  openedAt: Date | null;

  @Column(timeColumn({ nullable: true }))
  usedAt: Date | null;
}
