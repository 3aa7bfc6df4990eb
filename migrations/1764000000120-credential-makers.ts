import { type MigrationInterface, type QueryRunner, TableIndex } from "typeorm";

const TABLES = ["administrator", "api_key", "trusted_issuer"];

/** What made each credential, so that one act ends everything that a stolen one made. */
export class CredentialMakers1764000000120 implements MigrationInterface {
  name = "CredentialMakers1764000000120";

  // In SQL that both engines know: the schema builder would copy each table with its indexes on SQLite.
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await queryRunner.query(`ALTER TABLE ${table} ADD COLUMN madeByKind varchar(16)`);
      await queryRunner.query(`ALTER TABLE ${table} ADD COLUMN madeById varchar(36)`);
      await queryRunner.createIndex(
        table,
        new TableIndex({ name: `ix_${table}_maker`, columnNames: ["madeById", "id"] }),
      );
    }
    for (const table of ["administrator", "trusted_issuer"]) {
      await queryRunner.query(`ALTER TABLE ${table} ADD COLUMN disabledBy varchar(513)`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ["administrator", "trusted_issuer"]) {
      await queryRunner.query(`ALTER TABLE ${table} DROP COLUMN disabledBy`);
    }
    for (const table of TABLES) {
      await queryRunner.dropIndex(table, `ix_${table}_maker`);
      await queryRunner.query(`ALTER TABLE ${table} DROP COLUMN madeById`);
      await queryRunner.query(`ALTER TABLE ${table} DROP COLUMN madeByKind`);
    }
  }
}
