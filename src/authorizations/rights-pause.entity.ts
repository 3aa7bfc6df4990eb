import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { identifierColumn, STATE_LENGTH, textColumn, timeColumn } from "../database/index.js";

export type PausedKind = "AUTHORIZATION" | "CLAIM";

/** That a right waits for a proof to come back, so that exactly this is taken up again with it. */
@Entity("rights_pause")
@Index("ix_rights_pause_right", ["rightId"])
export class RightsPause {
  /** The domain authorization, or the hosted domain, whose proof is gone. */
  @PrimaryColumn(identifierColumn())
  causeId: string;

  @PrimaryColumn(identifierColumn())
  rightId: string;

  @Column(textColumn(STATE_LENGTH))
  kind: PausedKind;

  @Column(timeColumn())
  pausedAt: Date;
}
