import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { identifierColumn, jsonColumn, numberColumn, textColumn, timeColumn } from "../database/index.js";
import type { FeedChange } from "./feed-change.js";

/** One change under one revision. A batch writes many rows under one revision, told apart by `ordinal`. */
@Entity("feed_entry")
@Index("ix_feed_entry_at", ["at"])
export class FeedEntry {
  @PrimaryColumn(numberColumn())
  revision: number;

  @PrimaryColumn("integer")
  ordinal: number;

  @Column(textColumn(32))
  kind: FeedChange["kind"];

  @Column(identifierColumn())
  subjectId: string;

  @Column(identifierColumn({ nullable: true }))
  domainId: string | null;

  @Column(timeColumn())
  at: Date;

  @Column(jsonColumn())
  change: FeedChange;
}
