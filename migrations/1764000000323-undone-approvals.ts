import type { MigrationInterface, QueryRunner } from "typeorm";

/** What it takes to turn a decision of minutes ago round: whose rank it has, and which question it ended. */
export class UndoneApprovals1764000000323 implements MigrationInterface {
  readonly name = "UndoneApprovals1764000000323";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE approval ADD COLUMN decidedRank varchar(513) NULL");
    await queryRunner.query("ALTER TABLE approval ADD COLUMN retiredQuestionId varchar(36) NULL");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE approval DROP COLUMN retiredQuestionId");
    await queryRunner.query("ALTER TABLE approval DROP COLUMN decidedRank");
  }
}
