import type { MigrationInterface, QueryRunner } from "typeorm";

/** The address as it stood in the envelope of the question that its owner answered: what is told them later goes there. */
export class AnsweredAddresses1764000000430 implements MigrationInterface {
  name = "AnsweredAddresses1764000000430";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE identity ADD COLUMN answeredAddress varchar(254)");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE identity DROP COLUMN answeredAddress");
  }
}
