import type { MigrationInterface, QueryRunner } from "typeorm";

/** Where a reseller's own panel is: what is approved with its brand. */
export class PanelUrl1764000000300 implements MigrationInterface {
  name = "PanelUrl1764000000300";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE reseller ADD COLUMN panelUrl varchar(500) NULL");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE reseller DROP COLUMN panelUrl");
  }
}
