import type { MigrationInterface, QueryRunner } from "typeorm";

/** The address as its asker wrote it: the mail that asks goes there, byte for byte before the @. */
export class TypedAddresses1764000000390 implements MigrationInterface {
  name = "TypedAddresses1764000000390";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE sender_authorization ADD COLUMN typedAddress varchar(254)");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE sender_authorization DROP COLUMN typedAddress");
  }
}
