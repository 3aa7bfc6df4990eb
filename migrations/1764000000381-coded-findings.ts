import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * What a look at a proof has found is kept as codes, for words in each reader's language. Sentences of before go: each
 * proof is looked at within a day, and says anew what is found.
 */
export class CodedFindings1764000000381 implements MigrationInterface {
  name = "CodedFindings1764000000381";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("UPDATE proof_claim SET lastFinding = NULL");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("UPDATE proof_claim SET lastFinding = NULL");
  }
}
