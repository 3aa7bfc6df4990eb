import { type MigrationInterface, type QueryRunner, TableIndex } from "typeorm";

/**
 * Whether strangers may see a reseller's brand and support contact. Those that are there wait for the operator: they
 * were typed before anybody asked what stands in them.
 */
export class ApprovedBrands1764000000180 implements MigrationInterface {
  name = "ApprovedBrands1764000000180";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE reseller ADD COLUMN brandState varchar(16) NOT NULL DEFAULT 'NONE'");
    await queryRunner.query(
      "UPDATE reseller SET brandState = 'WAITING' WHERE brandName IS NOT NULL OR supportContact IS NOT NULL",
    );
    await queryRunner.createIndex(
      "reseller",
      new TableIndex({ name: "ix_reseller_brand", columnNames: ["brandState", "path"] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex("reseller", "ix_reseller_brand");
    await queryRunner.query("ALTER TABLE reseller DROP COLUMN brandState");
  }
}
