import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

/** Who looks as whom, so that the person sees it and can end it. */
export class ViewSessions1764000000211 implements MigrationInterface {
  readonly name = "ViewSessions1764000000211";

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(VIEW_SESSION);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(VIEW_SESSION.name);
  }
}

const VIEW_SESSION = table("view_session", {
  primaryKey: ["id"],
  columns: {
    id: "varchar(36)",
    subjectKind: "varchar(16)",
    subjectId: "varchar(36)",
    viewerId: "varchar(36)",
    shownViewer: "varchar(254)",
    startedAt: "bigint",
    expiresAt: "bigint",
    endedAt: "bigint?",
  },
  indexes: {
    ix_view_session_subject: ["subjectId", "expiresAt"],
    ix_view_session_viewer: ["viewerId"],
    ix_view_session_expiry: ["expiresAt"],
  },
  references: { fk_view_session_viewer: { column: "viewerId", table: "administrator", onDelete: "CASCADE" } },
});
