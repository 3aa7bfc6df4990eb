import type { MigrationInterface, QueryRunner } from "typeorm";

/** What rules compared until now, word for word, and what it said. */
const BASIS_OF_REASON: Readonly<Record<string, string>> = {
  "allowed by its owner": "OWNER",
  "denied by its owner": "OWNER",
  "withdrawn by its owner": "OWNER",
  "own address": "OWN_ADDRESS",
  "own alias": "ALIAS",
  "subaddress of an own address": "SUBADDRESS",
  "domain authorization": "DOMAIN",
  "seen in use before confirmation was required": "GRANDFATHER",
};

/** What a state rests on, which rules act on, beside the words that say so to people. */
export class AuthorizationBasis1764000000130 implements MigrationInterface {
  name = "AuthorizationBasis1764000000130";

  // In SQL that both engines know: the schema builder would copy the whole table with its indexes on SQLite.
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE sender_authorization ADD COLUMN basis varchar(16)");
    for (const [reason, basis] of Object.entries(BASIS_OF_REASON)) {
      await queryRunner.query("UPDATE sender_authorization SET basis = ? WHERE reason = ? AND state <> 'PENDING'", [
        basis,
        reason,
      ]);
    }
    await queryRunner.query(
      `UPDATE sender_authorization SET basis = 'GRANT'
        WHERE basis IS NULL AND source IN ('GRANT', 'IMPORT') AND state IN ('AUTHORIZED', 'PAUSED', 'EXPIRED')`,
    );
    // Asked for and allowed, and not by the owner's answer as far as the words go: by the hosted domain's administrators.
    await queryRunner.query(
      `UPDATE sender_authorization SET basis = 'HOST'
        WHERE basis IS NULL AND reason LIKE 'approved by %' AND state IN ('AUTHORIZED', 'PAUSED', 'EXPIRED')`,
    );
    // Paused or resumed since, so that the words are gone: the owner's word, which a mailbox that is gone takes back.
    await queryRunner.query(
      `UPDATE sender_authorization SET basis = 'OWNER'
        WHERE basis IS NULL AND source IN ('REQUEST', 'OBSERVED') AND state IN ('AUTHORIZED', 'PAUSED')`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE sender_authorization DROP COLUMN basis");
  }
}
