import { type MigrationInterface, type QueryRunner, TableIndex } from "typeorm";

/**
 * Whether a domain is proven to be its tenant's own. Domains that are there already count as confirmed by the operator,
 * who let them be made; whether other tenants hold authorizations in one is looked at when it is made.
 */
export class DomainProof1764000000110 implements MigrationInterface {
  name = "DomainProof1764000000110";

  // In SQL that both engines know: the schema builder would copy each table with its indexes on SQLite.
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE domain ADD COLUMN proof varchar(16) NOT NULL DEFAULT 'OPERATOR'");
    await queryRunner.query("ALTER TABLE domain ADD COLUMN provenAt bigint");
    await queryRunner.query("ALTER TABLE domain ADD COLUMN conflictAt bigint");
    await queryRunner.createIndex(
      "domain",
      new TableIndex({ name: "ix_domain_conflict", columnNames: ["conflictAt", "id"] }),
    );
    await queryRunner.createIndex("domain", new TableIndex({ name: "ix_domain_proof", columnNames: ["proof", "id"] }));
    await queryRunner.query("ALTER TABLE reseller ADD COLUMN isTrustedForDomains integer NOT NULL DEFAULT 0");
    await queryRunner.query("ALTER TABLE reseller ADD COLUMN mailExchangers text");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE reseller DROP COLUMN mailExchangers");
    await queryRunner.query("ALTER TABLE reseller DROP COLUMN isTrustedForDomains");
    await queryRunner.dropIndex("domain", "ix_domain_proof");
    await queryRunner.dropIndex("domain", "ix_domain_conflict");
    for (const column of ["conflictAt", "provenAt", "proof"]) {
      await queryRunner.query(`ALTER TABLE domain DROP COLUMN ${column}`);
    }
  }
}
