import type { MigrationInterface, QueryRunner } from "typeorm";

const TABLES = ["sender_authorization", "domain_authorization"];

/**
 * The rank of the administrator who gave a right, so that it ends when a domain or a reseller moves away from them. Of
 * before only the tenant is known, and its reseller stands for whoever it was.
 */
export class RightsRememberWhoGaveThem1764000000111 implements MigrationInterface {
  name = "RightsRememberWhoGaveThem1764000000111";

  // In SQL that both engines know: the schema builder would copy each table with its indexes on SQLite.
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) await queryRunner.query(`ALTER TABLE ${table} ADD COLUMN givenBy varchar(513)`);
    await queryRunner.query(
      "UPDATE sender_authorization SET givenBy = resellerPath WHERE source IN ('GRANT', 'IMPORT')",
    );
    await queryRunner.query("UPDATE domain_authorization SET givenBy = resellerPath WHERE proof = 'HOSTED'");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) await queryRunner.query(`ALTER TABLE ${table} DROP COLUMN givenBy`);
  }
}
