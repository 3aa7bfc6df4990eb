import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { booleanColumn, identifierColumn, STATE_LENGTH, textColumn, timeColumn } from "../database/index.js";

/** Whose session it is: a row of `administrator` or of `account`. */
export type SubjectKind = "ADMINISTRATOR" | "ACCOUNT";

/** One link in a chain of refresh tokens. A token used twice means it was stolen: its whole family ends. */
@Entity("refresh_token")
@Index("ix_refresh_token_family", ["familyId", "id"])
@Index("ix_refresh_token_subject", ["subjectId", "id"])
@Index("ix_refresh_token_expiry", ["expiresAt"])
export class RefreshToken {
  @PrimaryColumn(identifierColumn())
  id: string;

  @Column(identifierColumn())
  familyId: string;

  @Column(textColumn(STATE_LENGTH))
  subjectKind: SubjectKind;

  @Column(identifierColumn())
  subjectId: string;

  /** Of what it was got with (`credentialMark`): another password, or a first second factor, since then ends it. */
  @Column(textColumn(16))
  passwordMark: string;

  /** The trusted issuer by whose token the session began; null for one that began with a password. */
  @Column(identifierColumn({ nullable: true }))
  issuerId: string | null;

  /** Whether that issuer asked for more than a password; null without an issuer. */
  @Column(booleanColumn({ nullable: true }))
  isMultiFactor: boolean | null;

  @Index("ux_refresh_token_hash", { unique: true })
  @Column(textColumn(64))
  tokenHash: string;

  @Column(timeColumn())
  createdAt: Date;

  @Column(timeColumn())
  expiresAt: Date;

  @Column(timeColumn({ nullable: true }))
  usedAt: Date | null;

  @Column(timeColumn({ nullable: true }))
  revokedAt: Date | null;
}
