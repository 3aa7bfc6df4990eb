import type { MigrationInterface, QueryRunner } from "typeorm";
import { createIndexes, dropIndexes } from "./tables.js";

const INDEXES = {
  ix_unknown_login_domain: ["domainId", "day", "loginKey"],
  ix_unknown_login_domain_messages: ["domainId", "messages", "day", "loginKey"],
};

/** Logins without an account are shown to the administrators of the proven domain that they name. */
export class UnknownLoginDomains1764000000410 implements MigrationInterface {
  readonly name = "UnknownLoginDomains1764000000410";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE unknown_login ADD COLUMN domainId varchar(36) NULL");
    await runner.query(
      `UPDATE unknown_login SET domainId = (
        SELECT domain.id FROM domain
        WHERE domain.name = SUBSTR(loginKey, INSTR(loginKey, '@') + 1) AND domain.proof <> 'UNPROVEN'
      ) WHERE loginKey LIKE '%@%'`,
    );
    await createIndexes(runner, "unknown_login", INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, "unknown_login", INDEXES);
    await runner.query("ALTER TABLE unknown_login DROP COLUMN domainId");
  }
}
