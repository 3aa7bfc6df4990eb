import type { MigrationInterface, QueryRunner } from "typeorm";
import { dropIndexes } from "./tables.js";

/** Domains that stand for another one: whoever may send as an address of that one may send as the same at this. */
export class DomainAliases1764000000400 implements MigrationInterface {
  readonly name = "DomainAliases1764000000400";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE domain ADD COLUMN aliasOfId varchar(36) NULL");
    await queryRunner.query("CREATE INDEX ix_domain_alias ON domain (aliasOfId, name)");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropIndexes(queryRunner, "domain", { ix_domain_alias: [] });
    await queryRunner.query("ALTER TABLE domain DROP COLUMN aliasOfId");
  }
}
