import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

/** Links of an hour to the owner's page, and what was pressed on pages behind mailed links. */
export class LinkPresses1764000000230 implements MigrationInterface {
  readonly name = "LinkPresses1764000000230";

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(OWNER_LINK);
    await runner.createTable(LINK_PRESS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(LINK_PRESS.name);
    await runner.dropTable(OWNER_LINK.name);
  }
}

const OWNER_LINK = table("owner_link", {
  primaryKey: ["id"],
  columns: {
    id: "varchar(36)",
    identityId: "varchar(36)",
    tokenHash: "varchar(64)",
    number: "varchar(2)",
    version: "integer",
    wrongNumbers: "integer",
    isToBlock: "integer",
    endsOlder: "integer",
    createdAt: "bigint",
    sentAt: "bigint?",
    expiresAt: "bigint?",
    endedAt: "bigint?",
  },
  unique: { ux_owner_link_token: ["tokenHash"] },
  indexes: {
    ix_owner_link_identity: ["identityId", "createdAt"],
    ix_owner_link_age: ["createdAt"],
  },
  references: { fk_owner_link_identity: { column: "identityId", table: "identity", onDelete: "CASCADE" } },
});

const LINK_PRESS = table("link_press", {
  primaryKey: ["id"],
  columns: {
    id: "varchar(36)",
    subjectId: "varchar(36)",
    targetId: "varchar(36)?",
    act: "varchar(32)",
    state: "varchar(16)",
    before: "text?",
    evidence: "text",
    createdAt: "bigint",
    turnedRoundAt: "bigint?",
  },
  indexes: {
    ix_link_press_subject: ["subjectId", "createdAt"],
    ix_link_press_age: ["createdAt"],
  },
});
