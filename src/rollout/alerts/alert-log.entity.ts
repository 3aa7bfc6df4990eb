import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { textColumn, timeColumn } from "../../database/index.js";

/** That an alert about something went out in a period: its key is what makes it go out once. */
@Entity("alert_log")
@Index("ix_alert_log_sent", ["sentAt"])
export class AlertLog {
  @PrimaryColumn(textColumn(32))
  kind: string;

  /** Identifier of what the alert is about, or of whom it goes to. */
  @PrimaryColumn(textColumn(64))
  subject: string;

  /** A week (`2026-W15`), or the moment that is announced. */
  @PrimaryColumn(textColumn(32))
  period: string;

  @Column(timeColumn())
  sentAt: Date;
}
