import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

const KEPT_POLICY = table("kept_policy", {
  primaryKey: ["id"],
  columns: {
    id: "varchar(36)",
    scopeKind: "varchar(16)",
    name: "varchar(254)",
    resellerPath: "varchar(512)",
    settings: "text",
    locked: "text",
    settingRanks: "text",
    lockRanks: "text",
    keptAt: "bigint",
  },
  unique: { ux_kept_policy_name: ["scopeKind", "name"] },
  indexes: { ix_kept_policy_path: ["resellerPath"] },
});

/** What was set further up outlives the domain or account that it was set for. */
export class KeptPolicies1764000000260 implements MigrationInterface {
  name = "KeptPolicies1764000000260";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(KEPT_POLICY);
    // Of domains and rights that are gone: nothing takes them up again.
    await queryRunner.query(
      `DELETE FROM rights_pause WHERE NOT EXISTS (SELECT 1 FROM domain WHERE domain.id = rights_pause.causeId)
        AND NOT EXISTS (SELECT 1 FROM domain_authorization cause WHERE cause.id = rights_pause.causeId)`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable(KEPT_POLICY);
  }
}
