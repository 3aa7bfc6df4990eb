import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

/** Mailed links to the owner's page, of which only the hash is kept: a signed one was too long for a line of a mail. */
export class SightLinks1764000000450 implements MigrationInterface {
  readonly name = "SightLinks1764000000450";

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(SIGHT_LINK);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(SIGHT_LINK.name);
  }
}

const SIGHT_LINK = table("sight_link", {
  primaryKey: ["id"],
  columns: {
    id: "varchar(36)",
    identityId: "varchar(36)",
    tokenHash: "varchar(64)",
    version: "integer",
    sentAt: "bigint?",
  },
  unique: { ux_sight_link_token: ["tokenHash"] },
  indexes: { ix_sight_link_identity: ["identityId"] },
  references: { fk_sight_link_identity: { column: "identityId", table: "identity", onDelete: "CASCADE" } },
});
