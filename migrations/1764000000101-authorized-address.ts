import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The address beside each authorization: it never changes, and looking it up took most of the time of a full copy, as
 * identities lie in no order that authorizations have.
 */
export class AuthorizedAddress1764000000101 implements MigrationInterface {
  name = "AuthorizedAddress1764000000101";

  // In SQL that both engines know: the schema builder would copy the whole table with its indexes on SQLite, twice.
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE sender_authorization ADD COLUMN addressKey varchar(254) NOT NULL DEFAULT ''");
    await queryRunner.query(
      `UPDATE sender_authorization
          SET addressKey = (SELECT i.addressKey FROM identity i WHERE i.id = sender_authorization.identityId)`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE sender_authorization DROP COLUMN addressKey");
  }
}
