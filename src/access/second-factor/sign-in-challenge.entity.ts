import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { identifierColumn, STATE_LENGTH, textColumn, timeColumn } from "../../database/index.js";
import { Administrator } from "../administrator.entity.js";

export type ChallengePurpose = "SIGN_IN" | "OWN_PROOF";

/** A sign-in between its password and its second factor, or a passkey asked for by somebody who is signed in. */
@Entity("sign_in_challenge")
@Index("ix_sign_in_challenge_administrator", ["administratorId"])
@Index("ix_sign_in_challenge_expiry", ["expiresAt"])
export class SignInChallenge {
  @PrimaryColumn(identifierColumn())
  id: string;

  @Column(textColumn(64))
  @Index("ux_sign_in_challenge_hash", { unique: true })
  tokenHash: string;

  @Column(identifierColumn())
  administratorId: string;

  @ManyToOne(() => Administrator, { onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "administratorId", foreignKeyConstraintName: "fk_sign_in_challenge_administrator" })
  administratorRow?: Relation<Administrator>;

  /** The password was right for this one: another since then, or other factors, end the challenge (credential-mark). */
  @Column(textColumn(16))
  passwordMark: string;

  /** A session follows, or it only proves who is signed in already. */
  @Column(textColumn(STATE_LENGTH))
  purpose: ChallengePurpose;

  /** What a passkey has to sign; base64url. */
  @Column(textColumn(64))
  passkeyChallenge: string;

  @Column("integer")
  triesLeft: number;

  @Column(timeColumn())
  expiresAt: Date;

  @Column(timeColumn({ nullable: true }))
  usedAt: Date | null;
}
