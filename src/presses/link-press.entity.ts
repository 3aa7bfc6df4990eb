import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { identifierColumn, jsonColumn, STATE_LENGTH, textColumn, timeColumn } from "../database/index.js";
import type { PressEvidence } from "./automation.js";
import type { PageAct } from "./page-acts.js";
import type { PressState } from "./press-states.js";

/** One press on a page behind a mailed link: how it came, and what it takes to turn it round. */
@Entity("link_press")
@Index("ix_link_press_subject", ["subjectId", "createdAt"])
@Index("ix_link_press_age", ["createdAt"])
export class LinkPress {
  @PrimaryColumn(identifierColumn())
  id: string;

  /** Whose page it is: an identity, or an administrator. */
  @Column(identifierColumn())
  subjectId: string;

  /** What it is about on that page, an authorization for instance; null for the page as a whole. */
  @Column(identifierColumn({ nullable: true }))
  targetId: string | null;

  @Column(textColumn(32))
  act: PageAct;

  @Column(textColumn(STATE_LENGTH))
  readonly state: PressState;

  /** What was so before, for whoever made the press to restore; null where there is nothing to restore. */
  @Column(jsonColumn({ nullable: true }))
  before: unknown;

  @Column(jsonColumn())
  evidence: PressEvidence;

  @Column(timeColumn())
  createdAt: Date;

  @Column(timeColumn({ nullable: true }))
  turnedRoundAt: Date | null;
}
