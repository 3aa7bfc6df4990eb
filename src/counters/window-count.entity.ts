import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { textColumn, timeColumn } from "../database/index.js";

/** How many were counted in one window of time: tries of a password, mails to a mailbox. Over all tenants and processes. */
@Entity("window_count")
@Index("ix_window_count_ends", ["endsAt"])
export class WindowCount {
  /** SHA-256, hexadecimal, of what is counted: people type passwords into the wrong field, so no login is kept. */
  @PrimaryColumn(textColumn(64))
  bucket: string;

  @Column("integer")
  used: number;

  @Column(timeColumn())
  endsAt: Date;
}
