import type { MigrationInterface, QueryRunner } from "typeorm";

/** Every copy of the authorizations holds the addresses whose owners want to be asked by nobody: a list needs an index. */
export class BlockedIdentities1764000000190 implements MigrationInterface {
  name = "BlockedIdentities1764000000190";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("CREATE INDEX ix_identity_blocked ON identity (blockedAt, id)");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const isMySql = queryRunner.connection.options.type !== "better-sqlite3";
    await queryRunner.query(`DROP INDEX ix_identity_blocked${isMySql ? " ON identity" : ""}`);
  }
}
