import type { MigrationInterface, QueryRunner } from "typeorm";

/** Where mails of all those lead whose reseller has no panel of its own. */
export class PlatformPanel1764000000282 implements MigrationInterface {
  name = "PlatformPanel1764000000282";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE platform_settings ADD COLUMN panelUrl varchar(500) NULL");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE platform_settings DROP COLUMN panelUrl");
  }
}
