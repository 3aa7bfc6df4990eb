import { Entity, Index, PrimaryColumn } from "typeorm";
import { identifierColumn, numberColumn } from "../database/index.js";

/** That an event is for the eyes of a part of the tenant tree, so that each part has its events in one range. */
@Entity("audit_reader")
@Index("ix_audit_reader_sequence", ["sequence"])
export class AuditReader {
  /** As `readerKeysOf` makes it. */
  @PrimaryColumn(identifierColumn())
  readerKey: string;

  @PrimaryColumn(numberColumn())
  sequence: number;
}
