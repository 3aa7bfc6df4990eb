import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { longTextColumn, textColumn, timeColumn } from "../../database/index.js";

/**
 * How far a log has been counted, written in the transaction that counts. A position can be long (open submissions are
 * part of it), so it lies in parts.
 */
@Entity("ingest_position")
@Index("ix_ingest_position_saved", ["savedAt"])
export class IngestPosition {
  /** What was read: `file <hash of its beginning>` or `follow <host> <path>`; hashed where it would be too long. */
  @PrimaryColumn(textColumn(128))
  source: string;

  @PrimaryColumn("integer")
  part: number;

  @Column(longTextColumn())
  text: string;

  @Column(timeColumn())
  savedAt: Date;
}
