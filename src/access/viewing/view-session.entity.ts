import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import type { KeptName } from "../../audit/index.js";
import { identifierColumn, STATE_LENGTH, textColumn, timeColumn } from "../../database/index.js";
import { Administrator } from "../administrator.entity.js";
import type { SubjectKind } from "../refresh-token.entity.js";

/** Somebody further up looks at everything as this person, and can change nothing. */
@Entity("view_session")
@Index("ix_view_session_subject", ["subjectId", "expiresAt"])
@Index("ix_view_session_viewer", ["viewerId"])
@Index("ix_view_session_expiry", ["expiresAt"])
export class ViewSession {
  @PrimaryColumn(identifierColumn())
  id: string;

  @Column(textColumn(STATE_LENGTH))
  subjectKind: SubjectKind;

  @Column(identifierColumn())
  subjectId: string;

  @Column(identifierColumn())
  viewerId: string;

  @ManyToOne(() => Administrator, { onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "viewerId", foreignKeyConstraintName: "fk_view_session_viewer" })
  viewerRow?: Relation<Administrator>;

  /** How the person is told who looks: by name where that stays in their tenant. */
  @Column(textColumn(254))
  shownViewer: KeptName;

  @Column(timeColumn())
  startedAt: Date;

  @Column(timeColumn())
  expiresAt: Date;

  @Column(timeColumn({ nullable: true }))
  endedAt: Date | null;
}
