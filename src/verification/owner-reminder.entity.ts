import { Column, Entity, Index, JoinColumn, OneToOne, PrimaryColumn, type Relation } from "typeorm";
import { Identity } from "../authorizations/index.js";
import { identifierColumn, textColumn, timeColumn } from "../database/index.js";

/** When the owner of an address last said who may send as it, and how often they were asked since whether it is still so. */
@Entity("owner_reminder")
@Index("ix_owner_reminder_due", ["tries", "confirmedAt"])
@Index("ix_owner_reminder_tried", ["tries", "mailedAt"])
export class OwnerReminder {
  @PrimaryColumn(identifierColumn())
  identityId: string;

  @OneToOne(() => Identity, { nullable: false, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "identityId", foreignKeyConstraintName: "fk_owner_reminder_identity" })
  identityRow?: Relation<Identity>;

  @Column(timeColumn())
  confirmedAt: Date;

  /** Mails since then. */
  @Column("integer")
  tries: number;

  @Column(timeColumn({ nullable: true }))
  mailedAt: Date | null;

  /** Of the newest mail; SHA-256, hexadecimal. */
  @Index("ux_owner_reminder_token", { unique: true })
  @Column(textColumn(64, { nullable: true }))
  tokenHash: string | null;

  /** Tag in the return path of the newest mail. */
  @Index("ux_owner_reminder_return_path", { unique: true })
  @Column(textColumn(64, { nullable: true }))
  returnPathTag: string | null;

  /** Of the identity, when the newest mail was written: once the address is given up, its link is over. */
  @Column("integer")
  version: number;
}
