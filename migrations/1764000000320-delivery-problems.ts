import type { MigrationInterface, QueryRunner } from "typeorm";
import { tableColumn } from "./tables.js";

/** What a mail server said against the mail of a question, for whoever asked it. */
export class DeliveryProblems1764000000320 implements MigrationInterface {
  name = "DeliveryProblems1764000000320";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn("verification", tableColumn("deliveryProblem", "varchar(32)?"));
    await queryRunner.addColumn("verification", tableColumn("deliveryProblemAt", "bigint?"));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn("verification", "deliveryProblemAt");
    await queryRunner.dropColumn("verification", "deliveryProblem");
  }
}
