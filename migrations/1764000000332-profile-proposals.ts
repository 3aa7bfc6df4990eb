import type { MigrationInterface, QueryRunner } from "typeorm";

/** Where administrators want an account's replies and copies to go, until the account takes or refuses it. */
export class ProfileProposals1764000000332 implements MigrationInterface {
  name = "ProfileProposals1764000000332";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE sender_profile ADD COLUMN proposal text NULL");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE sender_profile DROP COLUMN proposal");
  }
}
