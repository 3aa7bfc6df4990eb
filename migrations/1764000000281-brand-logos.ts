import type { MigrationInterface, QueryRunner } from "typeorm";
import { createIndexes, dropIndexes, table } from "./tables.js";

const BRAND_LOGO = table("brand_logo", {
  primaryKey: ["name"],
  columns: { name: "varchar(48)", png: "text", createdAt: "bigint" },
});

const INDEXES = { ix_reseller_logo: ["logo", "brandState"] };

/** The logos of platform and resellers, each once, by what they are. */
export class BrandLogos1764000000281 implements MigrationInterface {
  name = "BrandLogos1764000000281";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(BRAND_LOGO);
    await queryRunner.query("ALTER TABLE reseller ADD COLUMN logo varchar(48) NULL");
    await queryRunner.query("ALTER TABLE platform_settings ADD COLUMN logo varchar(48) NULL");
    await createIndexes(queryRunner, "reseller", INDEXES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropIndexes(queryRunner, "reseller", INDEXES);
    await queryRunner.query("ALTER TABLE platform_settings DROP COLUMN logo");
    await queryRunner.query("ALTER TABLE reseller DROP COLUMN logo");
    await queryRunner.dropTable("brand_logo");
  }
}
