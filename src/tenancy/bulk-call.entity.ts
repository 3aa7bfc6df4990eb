import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { textColumn, timeColumn, wideJsonColumn } from "../database/index.js";

/** The answer to one batch, kept under the caller's own key, so that repeating the call repeats only the answer. */
@Entity("bulk_call")
@Index("ix_bulk_call_created", ["createdAt"])
export class BulkCall {
  /** Who calls (actor kind and id): keys of different callers never meet. */
  @PrimaryColumn(textColumn(64))
  caller: string;

  @PrimaryColumn(textColumn(128))
  idempotencyKey: string;

  @Column(textColumn(64))
  operation: string;

  /** SHA-256 of the input: the same key with another input is a CONFLICT. */
  @Column(textColumn(64))
  inputHash: string;

  @Column(wideJsonColumn())
  result: unknown;

  @Column(timeColumn())
  createdAt: Date;
}
