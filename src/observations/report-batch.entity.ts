import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { identifierColumn, textColumn, timeColumn } from "../database/index.js";

/** A batch that a gateway has reported; the same id again changes nothing and is answered as before. */
@Entity("report_batch")
@Index("ix_report_batch_received", ["receivedAt"])
export class ReportBatch {
  /** Of the key that reported: ids of two gateways never meet. */
  @PrimaryColumn(identifierColumn())
  apiKeyId: string;

  @PrimaryColumn(textColumn(128))
  batchId: string;

  @Column(timeColumn())
  receivedAt: Date;

  @Column("integer")
  accepted: number;

  @Column("integer")
  unknownLogins: number;

  @Column("integer")
  skipped: number;
}
