import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { textColumn, timeColumn } from "../database/index.js";

/** How often a password was tried for a login or from a network, within one window of time. */
@Entity("sign_in_limit")
@Index("ix_sign_in_limit_end", ["endsAt"])
export class SignInLimit {
  /** SHA-256, hexadecimal, of what is counted: people type passwords into the wrong field, so no login is kept. */
  @PrimaryColumn(textColumn(64))
  bucket: string;

  @Column("integer")
  attempts: number;

  @Column(timeColumn())
  endsAt: Date;
}
