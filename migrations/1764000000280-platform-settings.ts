import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

const PLATFORM_SETTINGS = table("platform_settings", {
  primaryKey: ["id"],
  columns: {
    id: "varchar(16)",
    name: "varchar(100)?",
    helpContact: "varchar(254)?",
    language: "varchar(16)?",
    timeZone: "varchar(64)?",
    colour: "varchar(7)?",
    updatedAt: "bigint",
  },
});

/**
 * What the platform is called, where its people find help, its language, zone and colour; the zone and colour of each
 * reseller. The names of resellers at the top were written by the operator, so they may stand for a brand that is not
 * there; those below wait for the operator.
 */
export class PlatformSettings1764000000280 implements MigrationInterface {
  name = "PlatformSettings1764000000280";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(PLATFORM_SETTINGS);
    await queryRunner.query("ALTER TABLE reseller ADD COLUMN timeZone varchar(64) NULL");
    await queryRunner.query("ALTER TABLE reseller ADD COLUMN colour varchar(7) NULL");
    await queryRunner.query("ALTER TABLE reseller ADD COLUMN isNameApproved integer NOT NULL DEFAULT 0");
    await queryRunner.query("UPDATE reseller SET isNameApproved = 1 WHERE parentId IS NULL");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE reseller DROP COLUMN isNameApproved");
    await queryRunner.query("ALTER TABLE reseller DROP COLUMN colour");
    await queryRunner.query("ALTER TABLE reseller DROP COLUMN timeZone");
    await queryRunner.dropTable("platform_settings");
  }
}
