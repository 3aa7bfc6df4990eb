import type { MigrationInterface, QueryRunner } from "typeorm";
import { dropIndexes } from "./tables.js";

const TABLES = ["reseller", "domain", "account"];

/** Panels keep their own ids of what they made; one is unique among those of the reseller whose panel said it. */
export class ExternalReferences1764000000360 implements MigrationInterface {
  name = "ExternalReferences1764000000360";

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await runner.query(`ALTER TABLE ${table} ADD COLUMN externalReference varchar(128) NULL`);
      await runner.query(`ALTER TABLE ${table} ADD COLUMN referenceOwner varchar(8) NULL`);
      await runner.query(`CREATE UNIQUE INDEX ux_${table}_reference ON ${table} (referenceOwner, externalReference)`);
    }
    await runner.query("ALTER TABLE administrator ADD COLUMN updatedAt bigint NULL");
    await runner.query("ALTER TABLE webhook ADD COLUMN updatedAt bigint NULL");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE webhook DROP COLUMN updatedAt");
    await runner.query("ALTER TABLE administrator DROP COLUMN updatedAt");
    for (const table of [...TABLES].reverse()) {
      await dropIndexes(runner, table, { [`ux_${table}_reference`]: [] });
      await runner.query(`ALTER TABLE ${table} DROP COLUMN referenceOwner`);
      await runner.query(`ALTER TABLE ${table} DROP COLUMN externalReference`);
    }
  }
}
