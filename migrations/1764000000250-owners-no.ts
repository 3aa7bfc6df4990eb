import type { MigrationInterface, QueryRunner } from "typeorm";
import { tableColumn } from "./tables.js";

/** An owner's no is kept as such: a later question that nobody answered does not undo it. */
export class OwnersNo1764000000250 implements MigrationInterface {
  name = "OwnersNo1764000000250";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn("sender_authorization", tableColumn("refusedByOwnerAt", "bigint?"));
    await queryRunner.query(
      `UPDATE sender_authorization SET refusedByOwnerAt = updatedAt
       WHERE basis = 'OWNER' AND state IN ('DENIED', 'REVOKED')`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn("sender_authorization", "refusedByOwnerAt");
  }
}
