import type { MigrationInterface, QueryRunner } from "typeorm";

/** When the settings of a trusted issuer were last changed, so that two who change them are told of each other. */
export class IssuerVersions1764000000372 implements MigrationInterface {
  readonly name = "IssuerVersions1764000000372";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE trusted_issuer ADD COLUMN updatedAt bigint NULL");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE trusted_issuer DROP COLUMN updatedAt");
  }
}
