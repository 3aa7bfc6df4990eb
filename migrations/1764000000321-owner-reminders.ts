import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

const OWNER_REMINDER = table("owner_reminder", {
  primaryKey: ["identityId"],
  columns: {
    identityId: "varchar(36)",
    confirmedAt: "bigint",
    tries: "integer",
    mailedAt: "bigint?",
    tokenHash: "varchar(64)?",
    returnPathTag: "varchar(64)?",
    version: "integer",
  },
  unique: { ux_owner_reminder_token: ["tokenHash"], ux_owner_reminder_return_path: ["returnPathTag"] },
  indexes: {
    ix_owner_reminder_due: ["tries", "confirmedAt"],
    ix_owner_reminder_tried: ["tries", "mailedAt"],
  },
  references: { fk_owner_reminder_identity: { column: "identityId", table: "identity", onDelete: "CASCADE" } },
});

/** When the owner of each address last said who may send as it. */
export class OwnerReminders1764000000321 implements MigrationInterface {
  name = "OwnerReminders1764000000321";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(OWNER_REMINDER);
    // The newest yes: nobody is reminded of what they have just said.
    await queryRunner.query(
      `INSERT INTO owner_reminder (identityId, confirmedAt, tries, version)
        SELECT sender.identityId, MAX(COALESCE(sender.authorizedAt, sender.createdAt)), 0, 0
        FROM sender_authorization sender WHERE sender.state = 'AUTHORIZED' AND sender.basis = 'OWNER' GROUP BY sender.identityId`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable(OWNER_REMINDER);
  }
}
